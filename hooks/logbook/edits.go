package logbook

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/rules/words"
)

// bindEdits writes down what the secretary adds, changes and removes by hand in
// the admin UI: which fields, never their values.
func bindEdits(app core.App) {
	app.OnRecordCreateRequest().BindFunc(func(e *core.RecordRequestEvent) error { return edit(e, "新增", nil) })
	app.OnRecordUpdateRequest().BindFunc(func(e *core.RecordRequestEvent) error { return edit(e, "修改", changed(e.Record)) })
	app.OnRecordDeleteRequest().BindFunc(func(e *core.RecordRequestEvent) error { return edit(e, "删除", nil) })
	app.OnSettingsUpdateRequest().BindFunc(func(e *core.SettingsUpdateRequestEvent) error {
		groups := changedSettings(e.OldSettings, e.NewSettings)
		return access.Within(e.RequestEvent, e.Next, func(tx core.App) error {
			return audit.Write(tx, access.Of(e.RequestEvent), audit.Entry{Action: "修改程序设置", Note: strings.Join(groups, "、")})
		})
	})
	schema := func(e *core.CollectionRequestEvent) error {
		return access.Within(e.RequestEvent, e.Next, func(tx core.App) error {
			return audit.Write(tx, access.Of(e.RequestEvent), audit.Entry{Action: "修改表结构", Note: e.Collection.Name})
		})
	}
	app.OnCollectionCreateRequest().BindFunc(schema)
	app.OnCollectionUpdateRequest().BindFunc(schema)
	app.OnCollectionDeleteRequest().BindFunc(schema)
	app.OnCollectionsImportRequest().BindFunc(func(e *core.CollectionsImportRequestEvent) error {
		return access.Within(e.RequestEvent, e.Next, func(tx core.App) error {
			return audit.Write(tx, access.Of(e.RequestEvent), audit.Entry{Action: "导入表结构", Note: fmt.Sprintf("%d张表", len(e.CollectionsData))})
		})
	})
}

func edit(e *core.RecordRequestEvent, did string, fields []string) error {
	if !e.HasSuperuserAuth() {
		return e.Next()
	}
	name := e.Collection.Name
	entry := audit.Entry{Action: did + labelOf(name), Collection: name, Note: brief(strings.Join(fields, "、"))}
	return access.Within(e.RequestEvent, e.Next, func(tx core.App) error {
		if did == "修改" && len(fields) == 0 {
			return nil // saved as it was
		}
		entry.ID = e.Record.Id // a new record has one only now
		return audit.Write(tx, access.Of(e.RequestEvent), entry)
	})
}

// changed are the office's words for the fields that get another value.
func changed(r *core.Record) []string {
	var list []string
	old := r.Original()
	for _, f := range r.Collection().Fields {
		name := f.GetName()
		if f.Type() == core.FieldTypeAutodate || name == core.FieldNameTokenKey || fmt.Sprint(r.Get(name)) == fmt.Sprint(old.Get(name)) {
			continue
		}
		list = append(list, fieldOf(r.Collection().Name, name))
	}
	return list
}

// systemFields and settingGroups are PocketBase's own, which no table of ours names.
var (
	systemFields  = map[string]string{"email": "邮箱", "password": "密码", "emailVisibility": "公开邮箱", "verified": "邮箱已验证"}
	settingGroups = map[string]string{"smtp": "发信服务器", "meta": "名称和发件人", "backups": "自动备份", "s3": "文件存放", "logs": "运行日志", "batch": "批量接口",
		"rateLimits": "访问频率", "trustedProxy": "可信代理", "superuserIPs": "书记登录地址"}
)

func labelOf(table string) string {
	if table == core.CollectionNameSuperusers {
		return "书记账号"
	}
	return words.Label(table)
}

func fieldOf(table, name string) string {
	if own := systemFields[name]; own != "" && words.Field(table, name) == name {
		return own
	}
	return words.Field(table, name)
}

// changedSettings are the groups of PocketBase's settings that differ.
func changedSettings(old, new *core.Settings) []string {
	read := func(s *core.Settings) map[string]json.RawMessage {
		groups := map[string]json.RawMessage{}
		if raw, err := json.Marshal(s); err == nil {
			_ = json.Unmarshal(raw, &groups) // it was written a line above
		}
		return groups
	}
	was, is := read(old), read(new)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if string(was[name]) == string(is[name]) {
			continue
		}
		if own := settingGroups[name]; own != "" {
			name = own
		}
		list = append(list, name)
	}
	return list
}

// brief fits the log's column.
func brief(s string) string {
	if r := []rune(s); len(r) > 480 {
		return string(r[:480]) + "…"
	}
	return s
}
