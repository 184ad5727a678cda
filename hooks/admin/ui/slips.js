// First passwords: shown once, printed, and given anew to whoever forgot hers.

// handOut shows the first passwords this once: to be printed, cut apart and given to each.
function handOut(slips) {
    return t.div({ className: "hg-slips" },
        t.div({ className: "alert warning" }, t.strong(null, "首次密码只显示这一次，哪里都不存。"), "请打印出来，一人一条剪开交给本人；离开这一页就看不到了。"),
        t.table({ className: "hg-table" },
            t.thead(null, t.tr(null, ["姓名", "登录账号", "首次密码"].map((head) => t.th(null, head)))),
            t.tbody(null, slips.map((s) => t.tr(null, t.td(null, s.name), t.td(null, s.account), t.td({ className: "hg-secret" }, s.password))))),
        t.div({ className: "hg-actions" }, verbs.busyButton("hg-strong", "打印密码条", () => printSlips(slips))));
}

function printSlips(slips) {
    const text = (words) => Object.assign(document.createElement("i"), { textContent: words }).innerHTML;
    const frame = document.createElement("iframe");
    frame.className = "hg-printing";
    frame.srcdoc = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>首次密码</title>`
        + "<style>body{font:16px/1.7 system-ui,'Noto Sans CJK SC',sans-serif;color:#271d1a;background:#fff;margin:0}p{margin:0;padding:5mm 0;border-bottom:1px dashed #8d7c73;break-inside:avoid}b{font:600 19px/1.7 ui-monospace,monospace;letter-spacing:2px}@page{size:A4;margin:18mm}</style>"
        + slips.map((s) => `<p>${text(s.name)}　登录账号 <b>${text(s.account)}</b>　首次密码 <b>${text(s.password)}</b><br>在电脑或手机上打开 ${text(location.origin)}/desk.html 登录，登录后要先改成自己的密码。字母都是大写，没有 0、O、1、I、L。请不要给别人看。</p>`).join("");
    frame.onload = () => {
        frame.contentWindow.onafterprint = () => frame.remove();
        frame.contentWindow.print();
    };
    document.body.appendChild(frame);
}

rowActions.staff = (record) => (record.active ? [verbs.busyButton("sm outline", "给新密码", () => giveFirstPassword(record), "本人忘了密码，给一个新的，本人登录后自己改")] : []);

dialogPanels.staff = (record) => t.div({ className: "hg-panel hg-verbs" },
    record.active ? verbs.busyButton("sm outline", "给新的首次密码", () => giveFirstPassword(record)) : "",
    record.first_password ? t.p({ className: "hg-hint" }, lentChip(), "　密码是别人给的，本人登录后先改密码，才能办事。") : "");

const lentChip = () => t.span({ className: "label hg-value hg-orange" }, "还没改");

// giveFirstPassword asks, then shows the new one this once.
function giveFirstPassword(record) {
    app.modals.confirm(`给${record.name}一个新的首次密码吗？原来的密码马上不能用，已经登录的手机、电脑都会退出。`, async () => {
        try {
            const slip = await ask(`/api/staff/${record.id}/first_password`, {}, "POST");
            openDialog({
                title: "首次密码 · " + record.name,
                content: [
                    t.div({ className: "hg-code" }, slip.password), t.p(null, "登录账号：", t.strong(null, slip.account)),
                    t.p({ className: "hg-hint" }, "只显示这一次，哪里都不存。打印密码条交给本人，或在电话里念：先认准是本人，念的时候说明是大写。本人登录后要先改成自己的。"),
                    t.p({ className: "hg-verbs" }, verbs.busyButton("hg-strong", "打印密码条", () => printSlips([slip]))),
                ],
            });
            await reload(record);
        } catch (err) {
            complain(err);
        }
    }, null, { yesButton: "给新的", noButton: "再想想" });
}

// Whose password somebody else set is said in a word; of the others there is nothing to say.
feature("first passwords", () => {
    const view = app.fieldTypes.bool.view;
    app.fieldTypes.bool.view = (props) => {
        if (props.record?.collectionName != "staff" || props.field.name != "first_password") {
            return view(props);
        }
        return t.div({ className: "record-field-view" }, () => (props.record.first_password ? lentChip() : ""));
    };
});
