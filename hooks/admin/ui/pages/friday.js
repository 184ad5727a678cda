// 周报: what will be reported on Friday; remarks, items in and out, signing, printing.
import { fridayButtons, number, paper, post, tones } from "./desk_friday.js";

const { ask, clock, complain, copyText, form, listHref, numbers, saveFile, verbs } = window.hongguan;

export function page(route) {
    const state = store({ week: route.params.week || "", report: null, error: "" });

    async function load() {
        try {
            state.report = await ask(`/api/reports/weekly/${state.week || "current"}/preview`);
            state.week = state.report.week;
        } catch (err) {
            state.error = err.message;
        }
    }

    return t.div({ className: "page", onmount: load }, t.div({ className: "page-content hg-page" }, () => {
        const r = state.report?.__raw || state.report;
        if (!r && state.error) {
            return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: () => { state.error = ""; load(); } }, "重试"));
        }
        if (!r) {
            return t.div({ className: "hg-loading" }, t.span({ className: "loader lg" }), t.p(null, "正在排这一周的周报…"));
        }
        const made = ["sent", "manual"].includes(r.state);
        const current = numbers.state.all?.friday?.week || "";
        const early = !!current && state.week > current; // nothing can be decided about a week before it begins
        const open = !made && !early && r.state != "queued";
        const unmade = open && !r.frozen;
        const signed = r.signed_by ? `，签发：${r.signed_by}` : made ? "，报送时没有签发" : "，尚未签发";
        return [
            t.header({ className: "hg-heading" }, t.h1(null, `第 ${number(state.week)} 周周报`), t.span({ className: "label hg-value hg-" + (tones[r.state] || "grey") }, r.state_label || r.state),
                t.p(null, `${clock.short(r.slot_at)} 报送${signed}${r.late ? "，迟报" : ""}`),
                t.nav({ className: "hg-heading-buttons", ariaLabel: "别的周" }, t.a({ className: "btn transparent sm", href: "#/help/friday" }, t.span({ className: "txt" }, "怎么签发")), weekLink(state.week, -1, "上一周"), early ? "" : weekLink(state.week, 1, "下一周"),
                    t.a({ className: "btn transparent sm", href: listHref("weekly_reports", "", "-week") }, t.span({ className: "txt" }, "历次周报")))),
            early ? t.p({ className: "hg-sentence" }, "这一周还没有开始，这里只是先看看；到了那一周再签发。") : r.sentence ? t.p({ className: "hg-sentence" }, r.sentence) : "",
            t.section({ className: "hg-card" }, t.div({ className: "hg-verbs" }, early ? "" : fridayButtons(state.week, r.state, load, false, r.signed_by),
                open ? verbs.busyButton("outline", "现在发出", () => app.modals.confirm("现在就发出这期周报吗？发出后不能收回，内容不再改。", () => post(state.week, "send", {}, "已放进发信箱", load), null, { yesButton: "现在发出" })) : "",
                verbs.busyButton("outline", "复制正文", () => copyText("周报正文", r.body_text || ""))),
                r.files?.length ? t.ul({ className: "hg-files" }, r.files.map((name) => t.li(null, t.button(
                    { type: "button", className: "hg-tool", onclick: () => download(state.week, name) },
                    t.i({ className: "ri-download-2-line", ariaHidden: true }), name,
                )))) : ""),
            items(r, unmade),
            remark(r, open),
            t.section({ className: "hg-card" }, t.h2(null, r.subject || "正文"), preview(r)),
        ];
    }));

    function items(r, open) {
        const list = r.items || [];
        const states = { in: "列入", out: "不列入", held: "暂缓" };
        return t.section(
            { className: "hg-card" },
            t.h2(null, `报送事项 ${list.filter((i) => i.state == "in").length} 件`),
            list.length ? t.div({ className: "hg-scroll" }, t.table(
                { className: "hg-table" },
                t.thead(null, t.tr(null, ["编号", "承办单", "小区", "摘要", "是否报送", ""].map((h) => t.th(null, h)))),
                t.tbody(null, list.map((i) => t.tr(
                    null,
                    t.td(null, t.a({ href: `#/collections?collection=requests&record=${i.request}` }, i.request_no)),
                    t.td(null, i.referral_no || ""), t.td(null, i.estate || ""), t.td(null, i.summary),
                    t.td(null, i.state_label || states[i.state] || i.state, i.note ? t.p({ className: "hg-hint" }, i.note) : ""),
                    t.td(null, open ? verbs.busyButton("sm outline", i.state == "in" ? "不列入" : "列入", () => post(state.week, "item", { request: i.request, state: i.state == "in" ? "out" : "in" }, "已改", load)) : ""),
                ))),
            )) : t.p({ className: "hg-kind" }, "本周没有要报送的复杂诉求，将按设置发零报告。"),
        );
    }

    function remark(r, open) {
        if (!open) {
            return r.remark ? t.section({ className: "hg-card" }, t.h2(null, "说明"), t.p({ className: "hg-sentence" }, r.remark)) : "";
        }
        const filled = form([{ name: "remark", label: "写给组织部的说明（可不写）", type: "textarea", rows: 3, value: r.remark || "" }]);
        return t.section({ className: "hg-card hg-form" }, filled.elements, t.div(null, verbs.busyButton("outline", "保存说明", () => post(state.week, "remark", { remark: filled.values().remark || "" }, "说明已保存", load))));
    }
}

// weekLink leads n weeks further; an ISO week belongs to the year of its Thursday.
function weekLink(week, n, label) {
    const [year, no] = week.split("-W").map(Number);
    const day = new Date(Date.UTC(year, 0, 4));
    day.setUTCDate(day.getUTCDate() - (day.getUTCDay() || 7) + 4 + (no - 1 + n) * 7);
    const first = Date.UTC(day.getUTCFullYear(), 0, 1);
    const to = `${day.getUTCFullYear()}-W${String(Math.floor((day - first) / 604800000) + 1).padStart(2, "0")}`;
    return t.a({ className: "btn outline sm", href: "#/friday/" + to }, t.span({ className: "txt" }, label));
}

function preview(r) {
    const frame = document.createElement("iframe");
    frame.className = "hg-paper";
    frame.title = "周报正文";
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.srcdoc = paper(r);
    frame.onload = () => {
        frame.style.height = frame.contentDocument.documentElement.scrollHeight + 24 + "px";
    };
    return t.div({ className: "hg-scroll" }, frame);
}

async function download(week, name) {
    try {
        await saveFile(`/api/reports/weekly/${week}/files/${encodeURIComponent(name)}`, name);
    } catch (err) {
        complain(err);
    }
}
