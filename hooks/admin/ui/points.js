// 积分与兑换: try a rule before it is saved; stock in, out and counted; corrections that somebody else proposed; the sheets.

// What stands in the form of the rule that is open.
let ruleForm = null;

feature("form of a point rule", () => {
    for (const type of Object.values(app.fieldTypes)) {
        const { input } = type;
        if (input) {
            type.input = (props) => {
                if (props.collection?.name == "point_rules") {
                    ruleForm = props.record;
                }
                return input(props);
            };
        }
    }
});

newPanels.push("point_rules");

dialogPanels.point_rules = () => {
    const state = store({ said: "", error: "" });
    async function run() {
        state.said = state.error = "";
        const raw = ruleForm?.__raw || ruleForm || {};
        const draft = {};
        for (const name of ["id", "name", "trigger", "amount", "per", "daily_cap", "valid_months", "needs_confirmation", "from_day", "until_day"]) {
            draft[name] = raw[name];
        }
        try {
            state.said = (await ask("/api/points/rules/preview", draft)).said;
        } catch (err) {
            const fields = Object.entries(err.data?.data || {}).map(([name, f]) => `${words.field("point_rules", name)}：${f.message}`);
            state.error = fields.join("；") || err.message;
        }
    }
    return t.div({ className: "hg-panel", onunmount: () => (ruleForm = null) }, t.section(
        { className: "hg-card hg-form" },
        t.h6(null, "试算"),
        t.p({ className: "hg-hint" }, "用最近 90 天的服务，算一算按下面填好的（还没保存）会给多少，和现在的规则比一比。不会存下来，也不动已经给过的积分。"),
        t.div({ className: "hg-actions" }, verbs.busyButton("hg-strong", "试算", run)),
        () => state.error ? t.div({ className: "alert warning", role: "alert" }, state.error) : "",
        () => state.said ? t.div({ className: "alert info", role: "status" }, state.said + "。") : "",
    ));
};

// How many pieces can be redeemed stands in the last move of the stock; the server sends it along.
feature("column of the stock", () => {
    app.fieldTypes.hg_stock = {
        icon: made.hg_stock,
        view: ({ record }) => t.div({ className: "record-field-view" }, record.stock > 0 ? `${record.stock} 件` : t.span({ className: "label hg-value hg-orange" }, "没有了")),
    };
});

rowActions.rewards = (record) => [
    verbs.busyButton("sm hg-strong", "入库", () => moveStock(record, "in", "入库", "进来几件", "如：社区采购、共建单位捐赠")),
    verbs.busyButton("sm outline", "出库", () => moveStock(record, "out", "出库", "拿走几件", "如：运输损坏、过期")),
    verbs.busyButton("sm outline", "盘点", () => moveStock(record, "counted", "盘点", "架上数出来几件（等人来领的也数在内）", "如：12月盘点，少一件找不到")),
];

dialogPanels.rewards = (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.rewards(record));

function moveStock(record, kind, title, label, hint) {
    const filled = form([{ name: "amount", label, type: "number", required: true, min: 0 }, { name: "reason", label: "说明", type: "text", required: true, hint }]);
    openDialog({
        title: `${title} · ${record.name}`,
        content: filled.elements,
        submit: {
            label: title,
            run: async () => {
                const { left } = await ask(`/api/rewards/${record.id}/stock`, { kind, ...filled.values() });
                app.toasts.success(`已记下，现在能兑换 ${left} 件`);
                await reload(record);
                refreshList();
            },
        },
    });
}

rowActions.point_adjustments = (record) => record.state != "proposed" ? [] : [
    verbs.busyButton("sm hg-strong", "同意", async () => {
        try {
            await ask(`/api/points/adjustments/${record.id}/approve`, {});
            app.toasts.success("已同意，积分已更正");
            refreshList();
        } catch (err) {
            complain(err);
        }
    }),
    verbs.busyButton("sm outline", "不同意", () => refuseAdjustment(record)),
];

dialogPanels.point_adjustments = (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.point_adjustments(record));

function refuseAdjustment(record) {
    const filled = form([{ name: "reason", label: "为什么不同意", type: "text", required: true }]);
    openDialog({
        title: "不同意这笔更正", content: filled.elements,
        submit: {
            label: "不同意",
            run: async () => {
                await ask(`/api/points/adjustments/${record.id}/refuse`, filled.values());
                app.toasts.success("没有同意，积分没有动");
                refreshList();
            },
        },
    });
}

feature("sheets above the rewards", () => {
    document.addEventListener("mount:recordsList", (e) => feature("reward buttons", () => {
        if (e.detail.closest(".modal") || e.detail.parentElement.querySelector(".hg-rewards")) {
            return;
        }
        e.detail.before(t.div({ className: "hg-rewards hg-duties hg-verbs" }, () => {
            app.store.collections; // again when they have been read
            return !["rewards", "redemptions", "stock_moves", "point_entries"].includes(shownCollection()?.name) ? undefined : [
                verbs.busyButton("sm outline", "打印盘点表", () => printPage("stock/now")),
                verbs.busyButton("sm outline", "打印年度公示", () => printPage("points/now")),
            ];
        }));
    }));
});
