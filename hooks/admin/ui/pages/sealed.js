// 保密来信: letters about conduct and to the secretary. Only the secretary reads them, and each reading is recorded; of
// those about the leaders she sees how many there are.
import { upperCard } from "./sealed_upper.js";
import { confirmRead } from "./sealed_read.js";

const { ask, clock, valueChip, words } = window.hongguan;

export function page() {
    const state = store({ list: null, upper: null, error: "" });

    async function load() {
        state.error = "";
        try {
            show(await ask("/api/sealed"));
        } catch (err) {
            state.error = err.message;
        }
    }
    function show(answer) {
        state.list = answer.items;
        state.upper = answer.upper;
    }

    return t.div({ className: "page", onmount: load }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading" }, t.h1(null, "保密来信")),
        t.div({ className: "alert info" }, "这里的内容不进诉求列表、统计、周报和导出，也不发邮件。每打开一封，系统都会记下是谁、什么时候看的。以前的备份里可能还留有内容。"),
        () => {
            const list = state.list?.__raw || state.list;
            if (state.error) {
                return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
            }
            if (!list) {
                return t.p({ className: "hg-loading" }, "正在读取…");
            }
            return [
                list.length ? t.section({ className: "hg-card hg-scroll" }, t.table(
                    { className: "hg-table" },
                    t.thead(null, t.tr(null, ["收到", "种类", "状态", ""].map((h) => t.th(null, h)))),
                    t.tbody(null, list.map((s) => row(s, load))),
                )) : t.div({ className: "hg-empty" }, "没有给书记的保密来信。"),
                upperCard(state.upper?.__raw || state.upper, show, load),
            ];
        },
    ));
}

function row(s, reload) {
    return t.tr(
        { className: "hg-letter" },
        t.td(null, clock.short(s.received_at)),
        t.td(null, words.value("sealed_reports", "kind", s.kind), s.duty ? [" ", t.span({ className: "hg-lamp hg-red" }, "要强制报告")] : ""),
        t.td(null, valueChip("sealed_reports", "state", s.state)),
        t.td(null, t.button({ type: "button", className: "btn sm outline", onclick: () => confirmRead(s, reload) }, t.span({ className: "txt" }, "打开"))),
    );
}
