package demo

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/visits"
)

// visits are what the last days brought at doors and on rounds; none of it has
// become a request yet.
func (t *town) visits(staff map[string]*core.Record, now time.Time) error {
	for _, v := range []struct {
		by    string
		hours int
		form  visits.Form
	}{
		{"guping", 74, visits.Form{Kind: "visit", Building: t.buildings["莲香新村 7幢"].Id, Person: "孙玉梅", Said: "天冷了，问煤气灶的报警器哪里能领", Outcome: "explained"}},
		{"guping", 50, visits.Form{Kind: "patrol", Estate: t.estates["湖畔花园一期"].Id, Said: "北门非机动车棚的灯有两盏不亮", Outcome: "noted"}},
		{"wangmin", 27, visits.Form{Kind: "walk_in", Building: t.buildings["纺机宿舍 1号楼"].Id, Person: "郭爱珍", Said: "来问老年活动室冬天几点开门", Outcome: "settled"}},
	} {
		v.form.At = now.Add(-time.Duration(v.hours) * time.Hour).Format(time.RFC3339)
		if _, err := visits.Write(t.app, access.FromRecord(t.app, staff[v.by]), v.form); err != nil {
			return err
		}
	}
	return nil
}
