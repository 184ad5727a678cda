// The card of the Friday report, and what may be done with the report from anywhere.
const { clock, ask, complain, form, openDialog, verbs, numbers } = window.hongguan;

export const tones = { draft: "orange", held: "orange", queued: "blue", sent: "green", manual: "green" };

export function fridayCard(friday, state, refresh) {
    if (!friday?.week) {
        return t.section({ className: "hg-card hg-friday" }, t.h2(null, "周五上报"), t.p({ className: "hg-kind" }, "本周还没有生成周报。"));
    }
    return t.section(
        { className: "hg-card hg-friday" },
        t.h2(null, "周五上报", t.span({ className: "label hg-value hg-" + (tones[friday.state] || "grey") }, friday.state_label || friday.state)),
        t.div({ className: "hg-big" }, t.b(null, String(friday.items ?? 0)), " 件", friday.complex ? t.small(null, `其中复杂 ${friday.complex} 件`) : ""),
        t.p(null, () => {
            state.now; // the countdown moves
            const left = friday.sentence ? "" : clock.until(friday.slot_at);
            return `${clock.short(friday.slot_at)}（${clock.weekday(friday.slot_at).slice(0, 2)}）报送${left ? "，还有 " + left : ""}`;
        }),
        friday.sentence ? t.p({ className: "hg-hint" }, friday.sentence) : "",
        t.div({ className: "hg-verbs" }, fridayButtons(friday.week, friday.state, refresh, true, friday.signed_by)),
    );
}

// fridayButtons are the verbs of a weekly report; done is called after each.
export function fridayButtons(week, state, done, withPreview, signedBy) {
    const open = !["sent", "manual"].includes(state);
    const going = state == "queued"; // made and on its way: it may still be stopped or overtaken by paper
    const button = verbs.busyButton;
    return [
        withPreview ? t.a({ className: "btn outline", href: "#/friday/" + week }, t.span({ className: "txt" }, "预览")) : "",
        open && !going ? button(signedBy ? "outline" : "hg-strong", signedBy ? "重新签发" : "签发", () => sign(week, done)) : "",
        state == "held"
            ? button("outline", "取消暂缓", () => post(week, "release", {}, "已取消暂缓", done))
            : open ? button("outline", "暂缓", () => sure("暂缓报送吗？到时间不会发出，直到签发或取消暂缓。", "暂缓", () => post(week, "hold", {}, "已暂缓", done))) : "",
        open ? button("outline", "标记已人工报送", () => manual(week, done)) : "",
        button("outline", "打印", () => printReport(week)),
    ];
}

export function number(week) {
    return String(week).replace(/^\d+-W0?/, "");
}

function sure(question, yes, run) {
    app.modals.confirm(question, run, null, { yesButton: yes });
}

export async function post(week, what, values, said, done) {
    try {
        const answer = await ask(`/api/reports/weekly/${week}/${what}`, values, "POST");
        app.toasts.success(said);
        numbers.ask().catch(() => {});
        await done?.(answer);
    } catch (err) {
        complain(err);
    }
}

// sign asks under which name: the account is a mail address, which is no signature. The name is kept for next Friday.
function sign(week, done) {
    const filled = form([{ name: "by", label: "签发人", type: "text", value: localStorage.getItem("hgSigner") || "", hint: "如：社区书记 王某某", required: true }]);
    openDialog({
        title: `签发第 ${number(week)} 周周报`,
        content: [t.p({ className: "hg-hint" }, "签发后到时间就报送，姓名写在周报末尾。"), filled.elements],
        submit: {
            label: "签发",
            run: () => {
                const values = filled.values();
                localStorage.setItem("hgSigner", values.by);
                return post(week, "sign", values, "已签发", done);
            },
        },
    });
}

function manual(week, done) {
    const filled = form([
        { name: "how", label: "怎样报送的", type: "choice", required: true, options: [{ value: "政务微信", label: "政务微信" }, { value: "OA", label: "OA" }, { value: "纸质盖章", label: "纸质盖章" }, { value: "U盘", label: "U盘" }] },
        { name: "to", label: "报给谁", type: "text", required: true, hint: "单位和经办人" },
        { name: "by", label: "谁报的", type: "text" },
    ]);
    openDialog({
        title: "标记已人工报送",
        content: [t.p({ className: "hg-hint" }, "记下后，本周算已报送，不再发邮件。"), filled.elements],
        submit: { label: "记下", run: () => post(week, "manual", filled.values(), "已记为人工报送", done) },
    });
}

// printReport prints the report as it would be sent.
export async function printReport(week) {
    try {
        const report = await ask(`/api/reports/weekly/${week}/preview`);
        const frame = document.createElement("iframe");
        frame.className = "hg-printing";
        frame.srcdoc = paper(report);
        frame.onload = () => {
            frame.contentWindow.onafterprint = () => frame.remove();
            frame.contentWindow.print();
        };
        document.body.appendChild(frame);
    } catch (err) {
        complain(err);
    }
}

export function paper(report) {
    const title = document.createElement("i");
    title.textContent = report.subject || "民意诉求周报";
    return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title.innerHTML}</title>`
        + "<style>body{font:15px/1.7 system-ui,'Noto Sans CJK SC',sans-serif;color:#271d1a;background:#fff;margin:24px}table{border-collapse:collapse;width:100%}td,th{border:1px solid #8d7c73;padding:4px 6px;text-align:left;vertical-align:top}@page{size:A4;margin:18mm}</style>"
        + (report.body_html || "");
}
