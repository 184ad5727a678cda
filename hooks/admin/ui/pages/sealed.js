// 保密来信: letters about conduct and to the secretary. Only the secretary reads them, and each reading is recorded.
const { ask, clock, complain, form, openDialog, valueChip, words } = window.hongguan;

export function page() {
    const state = store({ list: null, error: "" });

    async function load() {
        state.error = "";
        try {
            const answer = await ask("/api/sealed");
            state.list = Array.isArray(answer) ? answer : answer.items || answer.reports || [];
        } catch (err) {
            state.error = err.message;
        }
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
            if (!list.length) {
                return t.div({ className: "hg-empty" }, "没有保密来信。");
            }
            return t.section({ className: "hg-card hg-scroll" }, t.table(
                { className: "hg-table" },
                t.thead(null, t.tr(null, ["收到", "种类", "状态", ""].map((h) => t.th(null, h)))),
                t.tbody(null, list.map((s) => t.tr(
                    { className: "hg-letter" },
                    t.td(null, clock.short(s.received_at)),
                    t.td(null, words.value("sealed_reports", "kind", s.kind)),
                    t.td(null, valueChip("sealed_reports", "state", s.state)),
                    t.td(null, t.button({ type: "button", className: "btn sm outline", onclick: () => confirmRead(s, load) }, t.span({ className: "txt" }, "打开"))),
                ))),
            ));
        },
    ));
}

function confirmRead(s, reload) {
    app.modals.confirm("打开这封信会记入操作日志，继续吗？", () => read(s, reload), null, { yesButton: "打开" });
}

async function read(s, reload) {
    try {
        const letter = await ask("/api/sealed/" + s.id);
        const line = (label, text) => text ? t.div({ className: "hg-line" }, t.span(null, label), t.p(null, text)) : "";
        const filled = form([{ name: "text", label: "回复（来信人凭查询码看到）", type: "textarea", required: true, rows: 4, value: letter.reply_text || "" }]);
        openDialog({
            title: words.value("sealed_reports", "kind", letter.kind),
            wide: true,
            content: [
                t.p({ className: "hg-hint" }, "这次查看已经记下。请不要截图、转发，也不要向被反映的人透露。"),
                line("收到", clock.full(letter.received_at)), line("来信人", [letter.person, letter.phone].filter(Boolean).join(" ") || "匿名"),
                line("地点", letter.place_label), line("为何保密", letter.reason),
                t.p({ className: "hg-said" }, letter.text || ""),
                t.div({ className: "hg-photos" }, (letter.photos || []).map((src) => t.img({ src, alt: "来信附的照片", title: "点一下放大", onclick: (e) => e.currentTarget.classList.toggle("hg-large") }))),
                letter.reply_text ? line("已回复", letter.reply_text) : "",
                filled.elements,
                t.details({ className: "hg-twin" }, t.summary(null, "谁看过"), t.ul(null, (letter.events || []).map((e) => t.li(
                    null, `${clock.short(e.at)} ${words.value("sealed_events", "verb", e.verb)} ${e.by || ""}`,
                )))),
            ],
            submit: {
                label: "回复",
                run: async () => {
                    await ask(`/api/sealed/${s.id}/reply`, filled.values());
                    app.toasts.success("已回复");
                },
            },
            onclose: reload,
        });
    } catch (err) {
        complain(err);
    }
}
