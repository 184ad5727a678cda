// How often the office follows the machine: one figure, twelve weeks, and the matters corrected most. It is about the
// machine; no colleague is named.
import { weeks } from "./desk_weeks.js";

const { listHref } = window.hongguan;
const atFirst = 6;

export function suggestions(s) {
    if (!s?.sentence) {
        return "";
    }
    const state = store({ all: false });
    const list = s.weeks.map((w) => ({ week: w.week, new: w.n, closed: w.taken }));
    const behind = (m) => listHref("requests", `suggested_matter='${m.id}' && suggestion='changed' && suggestion_week>='${s.since}'`, "-received_at");
    return t.section(
        { className: "hg-card" },
        t.h2(null, s.sentence, t.small({ className: "hg-legend" }, s.period)),
        t.p({ className: "hg-kind" }, "照机器的建议派了单算采纳；改了分类或派给别的单位，算改过。改过的，机器照着学；改错了，到“改判”里撤销。"),
        s.n ? () => t.div({ className: "hg-scroll" }, t.table(
            { className: "hg-table" },
            t.thead(null, t.tr(null, ["事项", "采纳率", "改过"].map((h) => t.th(null, h)))),
            t.tbody(null, s.matters.slice(0, state.all ? undefined : atFirst).map((m) => t.tr(
                null,
                t.td(null, t.a({ href: behind(m), title: "看改过的诉求" }, m.name)),
                t.td(null, `${Math.floor(m.rate * 100 + 1e-9)}%（${m.n} 件）`), t.td(null, `${m.changed} 件`),
            ))),
        ), s.matters.length > atFirst && !state.all ? t.button({ type: "button", className: "hg-tool", onclick: () => (state.all = true) }, `看全部 ${s.matters.length} 个事项`) : "") : "",
        t.div({ className: "hg-verbs" }, t.a({ className: "btn outline", href: listHref("corrections", "", "-at") }, t.span({ className: "txt" }, "看改判"))),
        s.n ? weeks(list, { title: "每周派单", bars: "派了单", line: "照建议", inside: true }) : "",
    );
}
