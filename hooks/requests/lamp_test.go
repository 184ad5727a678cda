package requests_test

import (
	"testing"
	"time"

	"hongguan/hooks/apptest"
)

// TestEmergencyLamp is about minutes: an emergency that nobody has handled is
// never green, whatever the working calendar says.
func TestEmergencyLamp(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "五楼的独居老伯两天没出门了，敲门也没人应，电话打不通")
	if req.GetString("lane") != "emergency" {
		t.Fatalf("lane %s", req.GetString("lane"))
	}
	look := func() (colour, label string) {
		got := app.Call(town.Clerk, "GET", create+"/"+req.Id, nil)
		return got.Text("lamp"), got.Text("lamp_label")
	}
	if colour, label := look(); colour != "yellow" || label != "09:30前回电" {
		t.Errorf("at once: %s %s", colour, label)
	}
	app.Clock.Add(31 * time.Minute)
	if colour, label := look(); colour != "red" || label != "已过回电时限" {
		t.Errorf("after 31 minutes: %s %s", colour, label)
	}
	app.Do(town.Clerk, req, "accept")
	if colour, label := look(); colour != "red" || label != "已过回电时限" {
		t.Errorf("accepted is not called back: %s %s", colour, label)
	}
	app.Do(town.Clerk, req, "take")
	if colour, label := look(); colour != "yellow" || label != "王敏正在处理（09:31起）" {
		t.Errorf("taken on: %s %s", colour, label)
	}
	app.Do(town.Clerk, req, "handle", "found", "resolved", "reached", true, "text", "敲开门了，老人在家睡着")
	if colour, label := look(); colour != "green" || label != "期限内" {
		t.Errorf("handled: %s %s", colour, label)
	}
}
