// One sealed report as the secretary reads it: the text, the duty to report, the answer, and who has looked.
const { ask, clock, complain, form, openDialog, words } = window.hongguan;

export function confirmRead(s, reload) {
    app.modals.confirm("打开这封信会记入操作日志，继续吗？", () => read(s, reload), null, { yesButton: "打开" });
}

async function read(s, reload) {
    try {
        const letter = await ask("/api/sealed/" + s.id);
        const line = (label, text) => text ? t.div({ className: "hg-line" }, t.span(null, label), t.p({ className: "hg-pre" }, text)) : "";
        const filled = form([{ name: "text", label: "回复（来信人凭查询码看到）", type: "textarea", required: true, rows: 4, value: letter.reply_text || "" }]);
        openDialog({
            title: words.value("sealed_reports", "kind", letter.kind),
            wide: true,
            content: [
                t.p({ className: "hg-hint" }, "这次查看已经记下。请不要截图、转发，也不要向被反映的人透露。"),
                line("收到", clock.full(letter.received_at)), line("来信人", [letter.person, letter.phone].filter(Boolean).join(" ") || "匿名"),
                line("地点", letter.place_label), line("说的是", words.value("sealed_reports", "concerns", letter.concerns)), line("为何保密", letter.reason),
                t.p({ className: "hg-said" }, letter.text || ""),
                t.div({ className: "hg-photos" }, (letter.photos || []).map((src) => t.img({ src, alt: "来信附的照片", title: "点一下放大", onclick: (e) => e.currentTarget.classList.toggle("hg-large") }))),
                (letter.papers || []).map((p) => t.p(null, t.a({ href: p.href, download: p.name }, "存下" + p.name))),
                letter.earlier ? t.details({ className: "hg-twin" }, t.summary(null, "转入以前的办理经过"), t.p({ className: "hg-pre" }, letter.earlier)) : "",
                duty(s, letter.duty),
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

// duty says what the law asks of the committee itself, whom to call, and takes down that it was done. Where the letter
// is about something else it is folded away, for what shows only between the lines.
function duty(s, first) {
    const state = store({ duty: first });
    return () => {
        const d = state.duty?.__raw || state.duty;
        if (d.at) {
            return t.div({ className: "alert success" }, t.b(null, "强制报告：已做"), t.p(null, `${clock.full(d.at)} 报告给${words.value("sealed_reports", "duty_to", d.to)}，${d.by}`), d.note ? t.p(null, d.note) : "");
        }
        const calls = t.div({ className: "hg-verbs" }, d.calls.map((c) => t.a({ className: "btn outline", href: "tel:" + c.tel }, t.span({ className: "txt" }, `${c.name} ${c.tel}`))));
        const body = [t.p(null, d.says + "。"), calls, t.p(null, t.button({ type: "button", className: "btn hg-strong", onclick: () => record(s, (fresh) => { state.duty = fresh; }) }, t.span({ className: "txt" }, "记录已报告")))];
        return d.owed ? t.div({ className: "alert danger" }, body) : t.details({ className: "hg-twin" }, t.summary(null, "涉及家庭暴力或未成年人？"), body);
    };
}

function record(s, done) {
    const options = ["police", "women", "youth", "civil", "other"].map((value) => ({ value, label: words.value("sealed_reports", "duty_to", value) }));
    const filled = form([
        { name: "to", label: "报告给了谁", type: "choice", required: true, options },
        { name: "note", label: "什么时候、谁接的、怎么说（可不写）", type: "textarea", rows: 3 },
    ]);
    openDialog({
        title: "记录强制报告",
        content: [t.p({ className: "hg-hint" }, "只记在这封保密来信里，并记入操作日志。"), filled.elements],
        submit: { label: "记下", run: async () => done(await ask(`/api/sealed/${s.id}/duty`, filled.values())) },
    });
}
