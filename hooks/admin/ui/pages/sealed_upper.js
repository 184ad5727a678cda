// The upper contact 上级联系人: who reads what is said about the leaders. The secretary names her, hands over the
// invitation, and sees numbers.
const { ask, clock, complain, copyText, form, openDialog, verbs } = window.hongguan;
const { busyButton } = verbs;

export function upperCard(u, show, reload) {
    if (!u) {
        return "";
    }
    const name = (c) => `${c.unit} ${c.name}（${c.phone}）`;
    const held = u.held ? `，其中 ${u.held} 封锁着，谁也打不开，等上级联系人同意以后交给本人` : "";
    return t.section(
        { className: "hg-card" },
        t.h2(null, "说到社区书记、主任的来信"),
        t.p({ className: "hg-sentence" }, u.total ? `共 ${u.total} 封${held}。` : "还没有这样的来信。"),
        t.p({ className: "hg-hint" }, "这些信不给书记看，只给上级联系人看：内容用上级联系人的密钥锁住，密钥只印在本人的纸上，程序不保存。这里只显示封数。"),
        u.agreed ? t.p(null, t.b(null, "上级联系人："), name(u.agreed), `，${clock.short(u.agreed.agreed_at)} 同意接收。居民写信的页面上写着姓名和单位。`) : t.p(null, t.b(null, "现在没有上级联系人。"), "居民写信的页面会如实说明，并请他们拨 12388 或向上级纪检机关反映。"),
        u.invited ? t.p(null, t.b(null, "已邀请："), name(u.invited), u.invited.over ? "，邀请已过期，请重新邀请。" : `，${clock.short(u.invited.invited_at)} 发出，还没有同意。`) : "",
        t.div(
            { className: "hg-verbs" },
            busyButton(u.agreed || u.invited ? "outline" : "hg-strong", u.invited ? "重新邀请" : u.agreed ? "邀请接替的人" : "邀请上级联系人", () => invite(u, reload)),
            u.agreed || u.invited ? busyButton("outline danger", "停用（密钥纸丢了、换人）", () => app.modals.confirm(
                "停用以后，原来的链接马上打不开；新来的信先锁着，等下一位同意。以前的信只有原来的密钥纸打得开，纸丢了就再也打不开。确定停用吗？",
                () => ask("/api/sealed/upper/revoke", {}, "POST").then(show, complain), null, { yesButton: "停用" },
            )) : "",
        ),
    );
}

async function invite(u, reload) {
    const last = u.invited || {};
    const filled = form([
        { name: "name", label: "姓名", type: "text", required: true, value: last.name },
        { name: "unit", label: "单位", type: "text", required: true, value: last.unit, hint: "如：星湖街道纪工委" },
        { name: "phone", label: "工作电话", type: "tel", required: true, value: last.phone },
    ]);
    openDialog({
        title: "邀请上级联系人",
        content: [
            t.p({ className: "hg-hint" }, "请先当面或打电话说好。上级联系人要在社区以外，不归书记、主任管，比如街道纪工委的同志。"),
            filled.elements,
            u.agreed ? t.p({ className: "hg-hint" }, "新的一位同意以前，仍由现在这位接收。") : "",
        ],
        submit: { label: "生成邀请", run: async () => handOut(await ask("/api/sealed/upper/invite", filled.values()), reload) },
    });
}

// handOut shows the invitation this once, to be printed or pasted to nobody but the person invited.
function handOut(made, reload) {
    const says = `${made.unit} ${made.name}：\n${made.community}请您做上级联系人，接收居民说到社区书记、主任的来信。请本人打开下面的链接，看完说明，按“我同意接收”。最好用连着打印机的电脑打开。\n${made.link}\n请在${clock.short(made.expires_at)}以前打开；链接只能用一次，请不要转给别人。`;
    const code = t.div({ className: "hg-qr" });
    code.innerHTML = made.qr; // our own server's drawing
    openDialog({
        title: "邀请已经生成",
        content: [
            t.div({ className: "alert warning" }, "链接只显示这一次。请交给本人，不要自己打开，也不要发到群里。"),
            t.p({ className: "hg-pre" }, says), code,
            t.div({ className: "hg-verbs" },
                busyButton("hg-strong", "打印邀请", () => print(says, made.qr)),
                busyButton("outline", "复制文字", () => copyText("给上级联系人的邀请", says))),
        ],
        onclose: reload,
    });
}

function print(says, qr) {
    const text = document.createElement("i");
    text.textContent = says;
    const frame = document.createElement("iframe");
    frame.className = "hg-printing";
    frame.srcdoc = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>上级联系人邀请</title>`
        + "<style>body{font:17px/1.8 system-ui,'Noto Sans CJK SC',sans-serif;color:#271d1a;background:#fff;margin:30px}p{white-space:pre-wrap;word-break:break-all}svg{width:60mm;height:60mm}@page{size:A4;margin:20mm}</style>"
        + `<h1>上级联系人邀请</h1><p>${text.innerHTML}</p>${qr}`;
    frame.onload = () => {
        frame.contentWindow.onafterprint = () => frame.remove();
        frame.contentWindow.print();
    };
    document.body.appendChild(frame);
}
