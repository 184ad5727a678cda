// 办理情况: the four rates of organisations, matters, buildings or weeks, each with what it rests on; and the targets.
const { ask, clock, complain, form, listHref, mark, saveFile, verbs } = window.hongguan;

const views = { org: "按单位", matter: "按事项", building: "按楼幢", week: "按周" };
const periods = { "": "近 90 天", month: "本月", last: "上月", year: "本年", own: "自选" };
const columns = { response: "响应率", on_time: "按时率", resolution: "解决率", satisfaction: "满意率" };

// isoDay is today as a date field holds it, on the office's clock.
export const isoDay = () => new Date(+clock.now() + 8 * 3600000).toISOString().slice(0, 10);

// span is the first and last day of a period; nothing is what the server takes for the present.
function span(kind, own) {
    const today = isoDay();
    if (kind == "month") {
        return { from: today.slice(0, 8) + "01", to: today };
    }
    if (kind == "year") {
        return { from: today.slice(0, 5) + "01-01", to: today };
    }
    if (kind == "own") {
        return { from: own.from, to: own.to };
    }
    if (kind != "last") {
        return {};
    }
    const end = new Date(Date.UTC(+today.slice(0, 4), +today.slice(5, 7) - 1, 0)).toISOString().slice(0, 10);
    return { from: end.slice(0, 8) + "01", to: end };
}

export function figuresTable() {
    const state = store({ by: "org", kind: "", from: isoDay().slice(0, 8) + "01", to: isoDay(), found: null, error: "", busy: true });
    const query = () => new URLSearchParams({ by: state.by, ...span(state.kind, state) });
    let turn = 0;
    async function load() {
        const mine = ++turn; // the answer of an earlier choice never overwrites a later one
        Object.assign(state, { busy: true, error: "" });
        try {
            const found = await ask("/api/stats/figures?" + query());
            if (mine == turn) {
                Object.assign(state, { found, busy: false });
            }
        } catch (err) {
            if (mine == turn) {
                Object.assign(state, { error: err.message, busy: false });
            }
        }
    }
    const choose = (change) => {
        Object.assign(state, change);
        load();
    };
    const date = (name, label) => t.label({ className: "hg-field" }, label, t.input({ type: "date", name: "figures_" + name, value: state[name], max: isoDay(), onchange: (e) => choose({ [name]: e.target.value }) }));
    return t.section(
        { className: "hg-card hg-form", onmount: load },
        t.h2(null, "办理情况", () => t.small({ className: "hg-legend" }, state.found?.period || "")),
        t.div({ className: "hg-choices", role: "group", ariaLabel: "怎样分" }, Object.entries(views).map(([by, label]) => t.button(
            { type: "button", className: () => "hg-choice" + (state.by == by ? " on" : ""), ariaPressed: () => String(state.by == by), onclick: () => choose({ by }) }, label,
        ))),
        t.div(
            { className: "hg-ask" },
            t.label({ className: "hg-field" }, "时间", t.select({ name: "figures_period", onchange: (e) => choose({ kind: e.target.value }) },
                Object.entries(periods).map(([value, label]) => t.option({ value }, () => (!value && state.by == "week" ? "近 12 周" : label))))),
            () => (state.kind == "own" ? date("from", "从") : ""),
            () => (state.kind == "own" ? date("to", "到") : ""),
            verbs.busyButton("outline", "导出表格", () => saveFile("/api/stats/figures/table.xlsx?" + query(), `办理情况（${views[state.by]}）${isoDay()}.xlsx`).catch(complain)),
        ),
        () => {
            const f = state.found?.__raw || state.found;
            if (state.error) {
                return t.div({ className: "hg-empty", role: "alert" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
            }
            if (state.busy || !f) {
                return t.p({ className: "hg-loading", role: "status" }, "正在汇总…");
            }
            return f.total.received ? table(f) : t.p({ className: "hg-empty" }, "这段时间没有收到诉求，换一段时间看看。");
        },
        meaning(),
        targets(state, load),
    );
}

function table(f) {
    let group = "";
    return t.table(
        { className: "hg-rates-table" },
        t.thead(null, t.tr(null, t.th({ scope: "col" }, f.label), t.th({ scope: "col", className: "right" }, "收到"),
            Object.entries(columns).map(([k, label]) => t.th({ scope: "col", className: "right" }, label, f.targets[k] ? t.small(null, `目标 ${f.targets[k]}%`) : "")))),
        t.tbody(null, line(f.total, f.period, true), f.rows.map((r) => {
            const first = r.group && r.group != group;
            group = r.group;
            return [first ? t.tr({ className: "group" }, t.th({ scope: "colgroup", colSpan: 6 }, r.group)) : "", line(r, f.period)];
        })),
    );
}

function line(r, period, total) {
    const said = [total ? "" : [r.group, r.label].filter(Boolean).join(" "), `${period}收到的`].filter(Boolean).join("，");
    const label = r.received ? t.a({ href: listHref("requests", r.filter, "-received_at", said), title: "看这些诉求" }, r.label) : r.label;
    return t.tr(
        { className: total ? "total" : "" },
        t.th({ scope: "row" }, label),
        t.td({ className: "right" }, t.span({ className: "hg-small" }, "收到"), t.span(null, t.b(null, String(r.received)), t.span({ className: "hg-small" }, " 件"))),
        Object.entries(columns).map(([k, name]) => cell(name, r[k])),
    );
}

const percent = (x) => Math.floor(x * 100 + 1e-9) + "%";

// A rate never stands without how many it rests on; below ten of them there is no verdict.
function cell(name, r) {
    return t.td(
        { className: "right" },
        t.span({ className: "hg-small" }, name),
        t.span(null, verdict(r), t.b(null, r.n ? percent(r.rate) : "—"), t.small(null, r.n ? r.counts : r.sentence), r.n && typeof r.participation == "number" ? t.small(null, "参评率 " + percent(r.participation)) : ""),
    );
}

// verdict is 达标 or 未达标 where the server gives one.
export function verdict(r) {
    return typeof r.met == "boolean" ? t.span({ className: "hg-lamp hg-" + (r.met ? "green" : "red") }, r.met ? "达标" : "未达标") : "";
}

const meaning = () => t.details({ className: "hg-twin" }, t.summary(null, "这些数怎么算的"), t.ul(null, [
    "收到：这段时间收到的诉求，不含撤回的和保密来信；拆分的按拆出来的件数算。",
    "响应率：已受理或已答复的占收到的。",
    "按时率：在期限内答复的，占已答复和已到期的。暂停、延期的期限已顺延；重新办理的看最后一次。",
    "解决率、满意率：只看居民自己说的，没有评价的不算满意。参评率是评价的占已答复的。",
    "不到 10 件（人）的不评达标：一两件就会变很多。",
].map((s) => t.li(null, s))));

// targets are set here and shown wherever the rates are.
function targets(state, load) {
    return t.details({ className: "hg-twin" }, t.summary(null, "设目标"), () => {
        const now = state.found?.targets;
        if (!now) {
            return "";
        }
        const filled = form(Object.entries(columns).map(([k, label]) => ({ name: "target_" + k, label: label + "要达到百分之几", type: "number", value: now[k] || "", min: 1, max: 100, hint: "不填就是不设目标" })), true);
        const box = t.div({ className: "hg-two" }, filled.elements);
        return t.div({ className: "hg-form" }, box, t.div({ className: "hg-actions" }, verbs.busyButton("hg-strong", "保存目标", async () => {
            try {
                await ask("/api/setup", filled.values(), "POST");
                app.toasts.success("目标已保存");
                await load();
            } catch (err) {
                complain(err);
                mark(box, err?.response?.data);
            }
        })));
    });
}
