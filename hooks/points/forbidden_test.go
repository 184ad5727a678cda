package points_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// forbidden are the ways in which points become a currency or a whip, as they
// would stand in an address, a table or a page, and why there must be none.
var forbidden = []struct {
	what, why string
	schema    *regexp.Regexp // in names of tables, fields, values and routes
	said      *regexp.Regexp // in what people read
}{
	{"a ranking", "who does less is shamed, who does more is counted: helping ends", regexp.MustCompile(`(?i)\b(rank|ranking|leaderboard|top_?list)\b|_rank\b|\brank_`), regexp.MustCompile(`排行|排名|榜单|光荣榜|第一名|名次`)},
	{"giving points to others", "what can be passed on is bought and sold", regexp.MustCompile(`(?i)\b(transfer|gift_points|send_points)\b|_transfer\b`), regexp.MustCompile(`转赠|赠送积分|积分转`)},
	{"buying points", "points are thanks, no money", regexp.MustCompile(`(?i)recharge|top_?up|\bpurchase\b|buy_points`), regexp.MustCompile(`充值|购买积分|买积分`)},
	{"paying out", "service here is unpaid; paid out it would be wages", regexp.MustCompile(`(?i)cash_?out|withdraw_points|\bpayout\b`), regexp.MustCompile(`提现|折现|换现金|兑换现金`)},
	{"points for logging in", "being looked at is no service to anybody", regexp.MustCompile(`(?i)sign_?in_points|daily_bonus|check_?in_streak|streak`), regexp.MustCompile(`登录(送|得|领|奖)|签到(送|得|领|奖)|连续(签到|登录)`)},
	{"points for inviting", "a neighbour is no head to be hunted", regexp.MustCompile(`(?i)invite_points|referral_bonus|invite_reward`), regexp.MustCompile(`邀请(送|得|领|奖)|拉新|邀请好友`)},
	{"points for asking, rating or voting", "asking is a right; a paid opinion is worth nothing", regexp.MustCompile(`(?i)vote_points|rating_points|post_points`), regexp.MustCompile(`(评价|投票|反映|发帖|点赞)(送|得|领|奖)(积?分|奖)`)},
	{"a staff quota", "numbers that somebody must reach are made up", regexp.MustCompile(`(?i)staff_quota|kpi\b`), regexp.MustCompile(`积分任务|人均积分|积分指标`)},
	{"how long somebody was online", "it measures the telephone", regexp.MustCompile(`(?i)online_(time|minutes|duration)`), regexp.MustCompile(`在线时长`)},
}

// TestForbiddenPatterns looks for all of that in the tables, the routes, the
// pages, the admin UI, the words and the printed sheets.
func TestForbiddenPatterns(t *testing.T) {
	app := apptest.New(t)
	all, err := app.FindAllCollections()
	apptest.Must(t, err)
	names := map[string]string{}
	for _, c := range all {
		names[c.Name] = c.Name
		for _, f := range c.Fields {
			names[c.Name+"."+f.GetName()] = f.GetName()
			if choice, ok := f.(*core.SelectField); ok {
				for _, v := range choice.Values {
					names[c.Name+"."+f.GetName()+"="+v] = v
				}
			}
		}
	}
	root := filepath.Join("..", "..")
	route := regexp.MustCompile(`\.(?:GET|POST|PATCH|PUT|DELETE)\((?:base\s*\+\s*)?"([^"]+)"`)
	read := map[string]string{}
	for _, dir := range []string{"hooks", "pb_public", "templates", "rules/words", "pb_migrations"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") || strings.Contains(path, "vendor") {
				return err
			}
			switch filepath.Ext(path) {
			case ".go", ".js", ".html":
			default:
				return nil
			}
			source, err := os.ReadFile(path)
			for _, m := range route.FindAllStringSubmatch(string(source), -1) {
				names[m[1]] = m[1]
			}
			read[path] = string(source)
			return err
		})
		apptest.Must(t, err)
	}
	if len(names) < 500 || len(read) < 300 {
		t.Fatalf("only %d names and %d files were read", len(names), len(read))
	}
	comment := regexp.MustCompile(`(?m)^\s*(//|\*).*$`)
	denied := regexp.MustCompile(`不是钱[^"“”。]*|都不给积分|(不|没有)(兑现|转让|买卖|排名|排行)|禁止[^"。]*`)
	for _, x := range forbidden {
		for where, name := range names {
			if x.schema.MatchString(name) {
				t.Errorf("%s in %s: %s", x.what, where, x.why)
			}
		}
		for path, source := range read {
			if hit := x.said.FindString(denied.ReplaceAllString(comment.ReplaceAllString(source, ""), "")); hit != "" {
				t.Errorf("%s in %s, which says %s: %s", x.what, path, hit, x.why)
			}
		}
	}
	// What may bring points is a closed list.
	c, err := app.FindCollectionByNameOrId("point_rules")
	apptest.Must(t, err)
	if got := strings.Join(c.Fields.GetByName("trigger").(*core.SelectField).Values, " "); got != "service milestone duty" {
		t.Errorf("a rule may name %s", got)
	}
}

// TestForbiddenIsFound: a guard that cannot fail guards nothing.
func TestForbiddenIsFound(t *testing.T) {
	for what, samples := range map[string][2]string{
		"a ranking": {"point_rank", "本月积分排行"}, "giving points to others": {"/api/points/transfer", "积分转赠"}, "buying points": {"recharge", "积分充值"},
		"paying out": {"cash_out", "积分可以提现"}, "points for logging in": {"daily_bonus", "签到得 1 分"}, "points for inviting": {"invite_points", "邀请好友"},
		"points for asking, rating or voting": {"vote_points", "评价得积分"}, "a staff quota": {"staff_quota", "每月积分任务"}, "how long somebody was online": {"online_minutes", "在线时长"},
	} {
		found := false
		for _, x := range forbidden {
			if x.what == what {
				found = x.schema.MatchString(samples[0]) && x.said.MatchString(samples[1])
			}
		}
		if !found {
			t.Errorf("%s is not found in %v", what, samples)
		}
	}
}
