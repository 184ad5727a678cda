// Columns made from several fields, and the one thing to do with a row.

feature("columns of requests", () => {
    const lampTones = { green: "green", yellow: "orange", red: "red" };

    app.fieldTypes.hg_state = {
        icon: made.hg_state,
        view: ({ record }) => t.div(
            { className: "record-field-view hg-state" },
            record.lane == "emergency" ? valueChip("requests", "lane", "emergency") : "",
            valueChip("requests", "status", record.status),
            record.lamp_label ? t.span({ className: "hg-lamp hg-" + (lampTones[record.lamp] || "grey") }, record.lamp_label) : "",
        ),
    };
    app.fieldTypes.hg_matter = {
        icon: made.hg_matter,
        view: ({ record }) => t.div(
            { className: "record-field-view hg-matter" },
            t.strong(null, record.summary || app.utils.truncate(record.text || "（只有照片）", 40)),
            t.small(null, [record.place_label, record.resident_label].filter(Boolean).join(" · ")),
        ),
    };
    app.fieldTypes.hg_handler = {
        icon: made.hg_handler,
        view: ({ record }) => {
            const name = record.handler_name || record.expand?.handler_org?.name;
            const hint = record.suggested_name || record.expand?.suggested_org?.name;
            if (name) {
                return t.div({ className: "record-field-view" }, name);
            }
            return t.div({ className: "record-field-view hg-suggested", title: record.suggested_reason || "" }, hint ? "建议：" + hint : "");
        },
    };
    app.fieldTypes.hg_do = {
        icon: made.hg_do,
        view: ({ record }) => t.div(
            { className: "record-field-view hg-do", onclick: (e) => e.target.closest("button") && e.stopPropagation() },
            (rowActions[record.collectionName]?.(record) || []),
        ),
    };
});

// What stands at the end of a row, by collection. Filled here and by the files of the collections.
const rowActions = {
    requests(record) {
        if (verbs.canTakeSuggestion(record)) {
            const to = record.suggested_name || record.expand?.suggested_org?.name || "";
            return [verbs.busyButton("sm hg-strong", "采纳并派单", () => verbs.takeSuggestion(record), `派给${to}。${record.suggested_reason || ""}`)];
        }
        if (record.status == "dispatched") {
            return [verbs.busyButton("sm outline", "复制派单文字", () => verbs.copyLink(record, "dispatch").catch(complain), "贴到微信里发给承办单位，对方点开就能签收、答复")];
        }
        const primary = verbs.first(record);
        return primary ? [verbs.busyButton("sm hg-strong", primary.label, () => verbs.act(record, primary))] : [];
    },
    weekly_reports(record) {
        return [verbs.busyButton("sm outline", "打开", () => {
            location.hash = "#/friday/" + record.week;
        })];
    },
    visits(record) {
        return record.request || !record.said ? [] : [verbs.busyButton("sm outline", "转为诉求", () => turnVisit(record), "原话、地点、姓名都带过去，不用再填")];
    },
    corrections(record) {
        return record.undone_at ? [] : [verbs.busyButton("sm outline", "撤销", () => undoCorrection(record), "以后不再照此建议；那件诉求后来没有动过的，恢复原来的分类")];
    },
    referrals(record) {
        return [verbs.busyButton("sm outline", "打印", () => printPage("referral/" + record.id))];
    },
};

// turnVisit makes a request of a visit; it asks only for what is missing of the person.
async function turnVisit(record) {
    const turn = async (more) => {
        const made = await ask(`/api/visits/${record.id}/request`, more, "POST");
        app.toasts.success(made.sealed ? "已按保密来信收好" : `已转为诉求 ${made.request_no}`);
        if (!made.sealed) {
            await reload(record);
        }
        reloadList();
    };
    if (record.kind == "patrol" && !record.person || record.person && record.phone) {
        return turn({}).catch(complain);
    }
    const filled = form([
        { name: "name", label: "姓名或称呼", value: record.person, required: true },
        { name: "phone", label: "手机或座机", type: "tel", value: record.phone, required: true, help: "办好了才能告诉人家" },
    ]);
    openDialog({ title: "转为诉求", content: [t.p(null, record.said), filled.elements], submit: { label: "转为诉求", run: () => turn(filled.values()) } });
}

// undoCorrection asks, then takes a correction back and says what became of the request itself.
function undoCorrection(record) {
    app.modals.confirm(`撤销“${record.change}”吗？以后相近的话不再照此建议。`, async () => {
        try {
            const { sentence } = await ask(`/api/corrections/${record.id}/undo`, {}, "POST");
            app.toasts.success(sentence);
        } catch (err) {
            complain(err);
        }
        await reload(record).catch(complain);
    }, null, { yesButton: "撤销", noButton: "先不撤" });
}
