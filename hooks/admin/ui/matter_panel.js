// The dialog of a matter: try a resident's words on the draft before it is saved; below the fields what was changed,
// when and by whom, each version to be brought back.

// What stands in the form of the matter that is open; the inputs share it with PocketBase's own dialog.
let matterForm = null;

feature("form of a matter", () => {
    const begun = new WeakSet();
    for (const type of Object.values(app.fieldTypes)) {
        const { input } = type;
        if (input) {
            type.input = (props) => {
                const raw = props.record?.__raw || props.record;
                if (["matters", "routes", "point_rules", "rewards"].includes(props.collection?.name) && raw && !raw.id && !begun.has(raw)) {
                    begun.add(raw); // whoever writes a new one means to use it; closing the empty form must not ask
                    props.record.active = true;
                    if (props.originalRecord) {
                        props.originalRecord.active = true;
                    }
                }
                if (props.collection?.name == "matters") {
                    matterForm = props.record;
                }
                return input(props);
            };
        }
    }
});

const matterFields = ["code", "name", "category", "tier", "handler_kind", "department", "days", "keywords", "examples", "guidance", "not_ours", "active", "sort"];

function matterDraft() {
    const raw = matterForm?.__raw || matterForm;
    if (!raw) {
        return null;
    }
    const draft = { id: raw.id || "" };
    for (const field of matterFields) {
        const value = raw[field];
        draft[field] = field == "keywords" || field == "examples" ? Array.from(value?.__raw || value || []) : value;
    }
    return draft;
}

// tryBox lets somebody type what a resident might say and shows what the machine proposes. draft gives the matter as it
// stands in the form, so that both the present and the future answer are shown.
function tryBox(draft) {
    const state = store({ result: null, error: "", estates: [] });
    const id = "hg_" + app.utils.randomString();
    const text = t.textarea({ id, rows: 2, className: "hg-try-text", placeholder: "如：楼道灯坏了三天，物业一直不来修" });
    const estate = t.select({ id: id + "e", className: "hg-try-estate" }, t.option({ value: "" }, "不限小区"));

    async function run() {
        state.error = "";
        try {
            const body = { text: text.value, estate: estate.value };
            if (draft) {
                body.draft = draft();
            }
            state.result = await ask("/api/matters/try", body);
        } catch (err) {
            state.result = null;
            state.error = err.message;
        }
    }

    return t.section(
        {
            className: "hg-card hg-form hg-try",
            onmount: async () => {
                try {
                    const { estates } = await ask("/api/places");
                    estate.append(...(estates || []).map((e) => t.option({ value: e.id }, e.name)));
                } catch (err) {
                    console.warn("hongguan: places", err);
                }
            },
        },
        t.h6(null, "试一试"),
        t.p({ className: "hg-hint" }, draft ? "写一句居民的话，看看按现在的目录和按下面改好的（还没保存）各会怎么分、派给谁。" : "写一句居民的话，看看程序会怎么分、派给谁、为什么。不会存下来。"),
        t.div({ className: "hg-field" }, t.label({ htmlFor: id }, "居民会怎么说"), text),
        t.div({ className: "hg-actions" },
            t.label({ htmlFor: id + "e", className: "hg-try-label" }, "小区"), estate,
            verbs.busyButton("hg-strong", "试一试", run)),
        () => state.error ? t.div({ className: "alert warning", role: "alert" }, state.error) : "",
        () => {
            const result = state.result?.__raw || state.result;
            if (!result) {
                return "";
            }
            const moved = result.draft && result.draft.matter != result.now.matter;
            return t.div(
                { className: "hg-try-results" + (result.draft ? " two" : ""), role: "status" },
                proposal(result.draft ? "现在" : "", result.now),
                result.draft ? proposal(moved ? "改好以后（变了）" : "改好以后", result.draft, moved) : "",
            );
        },
    );
}

function proposal(title, p, moved) {
    const line = (label, text) => text ? t.div({ className: "hg-line" }, t.span(null, label), t.p(null, text)) : "";
    return t.div(
        { className: "hg-proposal" + (moved ? " moved" : "") },
        title ? t.b({ className: "hg-proposal-title" }, title) : "",
        line("事项", p.matter_name),
        line("归类", [p.lane == "normal" ? "" : p.lane_label, p.kind_label, p.category_label, p.tier_label, `把握 ${Math.round(p.confidence * 100)}%`].filter(Boolean).join(" · ")),
        line("凭哪些词", (p.words || []).join("、")),
        line("理由", p.reason),
        line("派给", [p.org_name || "不派单", p.contact_name].filter(Boolean).join("，专人 ")),
        line("为什么", p.route_reason),
        line("怎样派", [p.how, p.days ? p.days + " 个工作日" : ""].filter(Boolean).join(" · ")),
        line("也像", (p.near || []).join("、")),
        line("居民看到", [p.guidance, p.not_ours].filter(Boolean).join("；")),
    );
}

dialogPanels.matters = () => t.div({ className: "hg-panel", onunmount: () => (matterForm = null) }, tryBox(matterDraft));

// One change in words: 时限：0 → 3; 关键词：加 灯笼.
function differenceWords(d) {
    const name = d.field == "routes" ? "派单规则" : words.field("matters", d.field);
    const say = (v) => {
        if (typeof v == "boolean") {
            return v ? "是" : "否";
        }
        return v === undefined || v === "" ? "（空）" : words.value("matters", d.field, String(v));
    };
    if (d.added || d.removed || d.field == "keywords" || d.field == "examples") {
        const some = (list) => (list.length > 12 ? list.slice(0, 12).join("、") + ` 等 ${list.length} 个` : list.join("、"));
        return `${name}：` + ([d.added?.length ? "加 " + some(d.added) : "", d.removed?.length ? "去掉 " + some(d.removed) : ""].filter(Boolean).join("；") || "换了次序");
    }
    return `${name}：${say(d.from)} → ${say(d.to)}`;
}

function differencesOf(record) {
    const raw = record.changes?.__raw || record.changes || [];
    return Array.isArray(raw) ? raw : [];
}

feature("changes in words", () => {
    const { view } = app.fieldTypes.json;
    app.fieldTypes.json.view = (props) => {
        if (props.record?.collectionName != "matter_history") {
            return view(props);
        }
        if (props.field.name == "snapshot") {
            return t.div({ className: "record-field-view" }, "存有全部内容，可以恢复");
        }
        const said = differencesOf(props.record).map(differenceWords).join("；");
        return t.div({ className: "record-field-view" }, props.short ? app.utils.truncate(said, 60) : said);
    };
});

dialogFeet.matters = (record, dialog) => {
    const state = store({ rows: null, error: "" });

    async function load() {
        state.error = "";
        try {
            state.rows = await app.pb.collection("matter_history").getFullList({
                filter: app.pb.filter("matter = {:id}", { id: record.id }), sort: "-at,-@rowid", requestKey: null,
                fields: "id,at,action,actor_label,changes,note,collectionName",
            });
        } catch (err) {
            state.error = err.message;
        }
    }

    function restore(row) {
        app.modals.confirm(`把“${record.name}”恢复成 ${clock.short(row.at)} 的内容？现在的内容也留在历史里。`, async () => {
            try {
                const answer = await ask(`/api/matters/${record.id}/restore`, { version: row.id });
                app.toasts.success(answer.sentence);
                const fresh = await app.pb.collection("matters").getOne(record.id, { requestKey: null });
                verbs.changed(fresh);
                app.modals.close(dialog, true);
                app.modals.openRecordUpsert(app.store.collections.find((c) => c.name == "matters"), fresh);
            } catch (err) {
                complain(err);
            }
        }, null, { yesButton: "恢复成这一版", noButton: "再想想" });
    }

    return t.section(
        { className: "hg-panel hg-history", onmount: load },
        t.div({ className: "hg-card" }, t.h6(null, "改过什么"), () => {
            const rows = state.rows?.__raw || state.rows;
            if (state.error) {
                return t.p({ className: "hg-hint" }, state.error, " ", t.button({ type: "button", className: "btn sm outline", onclick: load }, "重试"));
            }
            if (!rows) {
                return t.p({ className: "hg-hint" }, "正在读取…");
            }
            if (!rows.length) {
                return t.p({ className: "hg-hint" }, "还没有改过。");
            }
            const latest = rows.find((row) => row.action != "rule");
            return t.ol({ className: "hg-timeline" }, rows.map((row) => t.li(
                null,
                t.time(null, clock.short(row.at)),
                t.div(null,
                    t.b(null, words.value("matter_history", "action", row.action)), " ", row.actor_label,
                    differencesOf(row).map((d) => t.p(null, differenceWords(d))),
                    row.note ? t.p({ className: "hg-note" }, row.note) : "",
                    row != latest && row.action != "rule" ? t.p(null, t.button({ type: "button", className: "btn sm outline", onclick: () => restore(row) }, "恢复成这一版")) : "",
                ),
            )));
        }),
    );
};
