package requests_test

import (
	"strings"
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

func TestPrivate(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "62805678"), "楼道灯不亮")
	hide := requests.Private(app, req)
	got := hide("李秀英（身份证320501195001011234，电话62805678、１３９００００００１２，住302室）说灯不亮，编号HP-20261123-0001")
	for _, secret := range []string{"李秀英", "195001011234", "62805678", "13900000012", "１３９", "302室"} {
		if strings.Contains(got, secret) {
			t.Errorf("%s stands in %s", secret, got)
		}
	}
	if !strings.Contains(got, "HP-20261123-0001") {
		t.Errorf("the request's own number is gone: %s", got)
	}
}
