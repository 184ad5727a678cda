// 操作日志: who saw, changed or took out what; newest first, by person, action, day or number; with the check that says
// whether anybody has altered it.
import { isoDay } from "./figures_table.js";

const { ask, clock, complain, saveFile, verbs } = window.hongguan;

export function page() {
    const state = store({ who: "", action: "", from: "", to: "", about: "", lines: null, more: false, people: [], actions: [], error: "", busy: true, checked: null, compared: null });
    const query = (more) => new URLSearchParams(Object.entries({ who: state.who, action: state.action, from: state.from, to: state.to, about: state.about, ...more }).filter(([, v]) => v));
    let turn = 0;

    async function load(before) {
        const mine = ++turn; // the answer of an earlier choice never overwrites a later one
        Object.assign(state, { busy: true, error: "" });
        try {
            const found = await ask("/api/audit?" + query(before && { before }));
            if (mine != turn) {
                return;
            }
            Object.assign(state, { lines: before ? plain(state.lines).concat(found.lines) : found.lines, more: found.more });
            if (!before) {
                Object.assign(state, { people: found.people, actions: found.actions });
            }
        } catch (err) {
            if (mine == turn) {
                state.error = err.message;
            }
        } finally {
            if (mine == turn) {
                state.busy = false;
            }
        }
    }
    const choose = (change) => {
        Object.assign(state, change);
        load();
    };

    return t.div({ className: "page", onmount: () => load() }, t.div(
        { className: "page-content hg-page" },
        t.header(
            { className: "hg-heading" }, t.h1(null, "操作日志"), t.p(null, "谁看过、改过、导出过什么。只能增加，不能改、不能删。"),
            t.div({ className: "hg-heading-buttons" }, verbs.busyButton("sm outline", "核对日志", () => check(state))),
        ),
        () => verdict(plain(state.checked)),
        t.section(
            { className: "hg-card hg-form" },
            filters(state, choose, verbs.busyButton("outline", "导出表格", () => saveFile("/api/audit/table.xlsx?" + query(), `操作日志 ${isoDay()}.xlsx`).catch(complain))),
        ),
        () => lines(state, load),
        paper(state),
    ));
}

const plain = (x) => x?.__raw || x;

function filters(state, choose, button) {
    const date = (name, label) => t.label({ className: "hg-field" }, label, t.input({ type: "date", name: "audit_" + name, value: state[name], max: isoDay(), onchange: (e) => choose({ [name]: e.target.value }) }));
    const list = (name, label, all, options) => t.label({ className: "hg-field" }, label, () => t.select(
        { name: "audit_" + name, onchange: (e) => choose({ [name]: e.target.value }) },
        t.option({ value: "" }, all), options().map((o) => t.option({ value: o.value, selected: o.value == state[name] }, o.label)),
    ));
    return t.div(
        { className: "hg-ask" },
        list("who", "谁", "所有人", () => plain(state.people)),
        list("action", "做了什么", "所有操作", () => plain(state.actions).map((value) => ({ value, label: value }))),
        date("from", "从"),
        date("to", "到"),
        t.label({ className: "hg-field" }, "诉求编号或说明里的字", t.input({ type: "search", name: "audit_about", value: state.about, placeholder: "HP-20261123-0007", onchange: (e) => choose({ about: e.target.value.trim() }) })),
        button,
    );
}

function lines(state, load) {
    const found = plain(state.lines);
    if (state.error) {
        return t.div({ className: "hg-empty", role: "alert" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: () => load() }, "重试"));
    }
    if (!found) {
        return t.p({ className: "hg-loading", role: "status" }, "正在读取…");
    }
    if (!found.length) {
        return t.p({ className: "hg-empty" }, "没有这样的记录，换个条件看看。");
    }
    return t.section(
        { className: "hg-card hg-scroll" },
        t.table(
            { className: "hg-table hg-log" },
            t.thead(null, t.tr(null, ["时间", "谁", "做了什么", "对象", "说明"].map((h) => t.th({ scope: "col" }, h)))),
            t.tbody(null, found.map(line)),
        ),
        state.more ? t.div({ className: "hg-actions" }, verbs.busyButton("outline", "再看 50 条", () => load(found[found.length - 1].seq))) : "",
    );
}

function line(l) {
    const [table, id] = l.open.split("/");
    return t.tr(
        null,
        t.td({ className: "hg-when", title: `第 ${l.seq} 条，${clock.full(l.at)}` }, clock.short(l.at)),
        t.td(null, l.who, l.who == l.kind || l.who.startsWith(l.kind) ? "" : t.small({ className: "hg-hint" }, " " + l.kind)),
        t.td(null, l.action),
        t.td(null, l.open ? t.a({ href: "#/collections?" + new URLSearchParams({ collection: table, record: id }) }, l.about) : l.about),
        t.td(null, l.note),
    );
}

// check runs through the whole log on the server and says the result.
async function check(state, head) {
    const place = head === undefined ? "checked" : "compared";
    try {
        state[place] = await ask("/api/audit/verify", { head: head || "" }, "POST");
    } catch (err) {
        complain(err);
    }
}

function verdict(c) {
    return c ? t.div({ className: "alert " + (c.whole ? "success" : "danger"), role: "status" }, c.sentence, c.at ? `；纸上的尾号是第 ${c.at} 条，到那时为止一致` : "", "。") : "";
}

// paper compares with a Friday report that was printed: who can alter this machine cannot alter the paper.
function paper(state) {
    const input = t.input({ type: "text", name: "audit_head", maxLength: 12, placeholder: "3f2a9c01b7de" });
    return t.details(
        { className: "hg-twin" },
        t.summary(null, "用打印的周报核对"),
        t.div(
            { className: "hg-form hg-narrow" },
            t.p({ className: "hg-hint" }, "每期周报页脚印着操作日志的条数和尾号。填上纸上的 12 位尾号，看那时的记录现在还在不在、有没有被改过。"),
            t.label({ className: "hg-field" }, "周报页脚的尾号", input),
            t.div({ className: "hg-actions" }, verbs.busyButton("outline", "和纸上的比一比", () => check(state, input.value.trim()))),
            () => verdict(plain(state.compared)),
        ),
    );
}
