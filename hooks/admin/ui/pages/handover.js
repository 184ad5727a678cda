// 交接: from one secretary to the next. An account of her own, what is open gone through point by point, the list for
// both signatures, and the old account closed as the last step, by the new one.
const { ask, clock, complain, form, mark, openDialog, printPage, verbs } = window.hongguan;

export function page() {
    const state = store({ all: null, error: "" });

    async function load() {
        state.error = "";
        try {
            state.all = await ask("/api/handover");
        } catch (err) {
            state.error = err.message;
        }
    }
    const act = async (path, body, told) => {
        try {
            state.all = await ask("/api/handover/" + path, body || {}, "POST");
            told && app.toasts.success(told);
            path == "finish" && document.querySelector(".hg-page")?.scrollIntoView(); // where the list can be printed once more
            return true;
        } catch (err) {
            complain(err);
            return false;
        }
    };

    return t.div({ className: "page", onmount: load }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading hg-narrow" }, t.h1(null, "交接"), t.p(null, "换书记的时候用：一人一个账号，逐项当面交清，打印清单两人签字，最后由接任的人关闭前任的账号。")),
        () => {
            const all = state.all?.__raw || state.all;
            if (state.error) {
                return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
            }
            if (!all) {
                return t.p({ className: "hg-loading" }, "正在读取…");
            }
            return t.div({ className: "hg-narrow" }, all.current ? underWay(all, act, load) : start(all, load));
        },
    ));
}

// start asks who hands over to whom, and shows the first password of the new account this once.
function start(all, load) {
    const filled = form([
        { name: "leaving_name", label: "交出的人（您）", required: true, hint: "姓名，印在清单上" },
        { name: "coming_name", label: "接任的人", required: true, hint: "姓名，印在清单上" },
        { name: "coming", label: "接任人自己的邮箱", type: "email", required: true, help: "用来登录后台。不要用您的账号，也不要用公用邮箱。" },
    ], true);
    const begin = async () => {
        try {
            const { password } = await ask("/api/handover/begin", filled.values(), "POST");
            await load();
            const email = filled.values().coming;
            openDialog({
                title: "接任人的账号",
                content: password ? [
                    t.p(null, "请接任人当面抄下，现在就到另一台电脑或另一个浏览器里登录一次，再到右上角换成自己的密码。"),
                    t.p(null, "账号：", t.strong(null, email)), t.div({ className: "hg-code" }, password), t.p({ className: "hg-hint" }, "首次密码只显示这一次，哪里都不存。"),
                ] : t.p(null, `${email} 已经有账号，用原来的密码登录。`),
            });
        } catch (err) {
            complain(err);
            mark(document.querySelector(".hg-step"), err?.response?.data);
        }
    };
    return [
        all.last ? t.div({ className: "alert success" }, `${clock.short(all.last.finished_at)} ${all.last.leaving_name}交给了${all.last.coming_name}。`,
            t.button({ type: "button", className: "btn sm outline", onclick: () => printPage("handover/" + all.last.id) }, t.span({ className: "txt" }, "再打印清单"))) : "",
        t.section({ className: "hg-card hg-form hg-step" }, t.h2(null, "开始交接"), t.p({ className: "hg-hint" }, `您现在用的账号：${all.me}`), filled.elements,
            t.div({ className: "hg-actions" }, verbs.busyButton("hg-strong", "开始，建立接任人的账号", begin))),
        t.section({ className: "hg-card" }, t.h2(null, "要交接的"), t.ul(null, all.points.map((p) => t.li(null, t.strong(null, p.label), "：", p.sentence)))),
    ];
}

function underWay(all, act, load) {
    const c = all.current, left = all.points.filter((p) => !p.tick);
    const newcomer = all.me.toLowerCase() == c.coming.toLowerCase();
    return [
        t.section({ className: "hg-card" }, t.h2(null, `${c.leaving_name} 交给 ${c.coming_name}`, t.span({ className: "hg-lamp hg-" + (left.length ? "orange" : "green") }, left.length ? `还有 ${left.length} 项` : "都交清了")),
            t.p({ className: "hg-hint" }, `${clock.short(c.begun_at)}开始。接任账号：${c.coming}。两个人坐在一起，一项一项看，看清一项勾一项。`)),
        all.points.map((p) => point(p, act, load)),
        t.section(
            { className: "hg-card" },
            t.h2(null, "签字、关闭前任的账号"),
            t.p(null, "先打印清单，两人签字，一式两份；再由接任人登录自己的账号，在这一页按“关闭前任的账号”。"),
            t.div(
                { className: "hg-actions" },
                verbs.busyButton(left.length ? "outline" : "hg-strong", "打印交接清单", () => printPage("handover/" + c.id)),
                newcomer
                    ? verbs.busyButton("hg-strong", "关闭前任的账号，办完交接", () => app.modals.confirm(`关闭 ${c.leaving}？前任马上退出，不能再登录。`, () => act("finish", {}, "交接办完了，前任的账号已关闭"), null, { yesButton: "关闭，办完", noButton: "再看看" }))
                    : t.p({ className: "hg-hint" }, `最后一步由${c.coming_name}用自己的账号登录后办理。`),
                verbs.busyButton("outline", "取消这次交接", () => app.modals.confirm("取消这次交接吗？已建的账号还在，不要的话请到“书记账号”里删掉。", () => act("cancel", {}, "已取消"), null, { yesButton: "取消交接", noButton: "再想想" })),
            ),
        ),
    ];
}

// point is one thing to go through: how it stands, where to look, a remark, a tick.
function point(p, act, load) {
    const note = t.input({ type: "text", value: p.tick?.note || "", placeholder: "备注（可不填），印在清单上", ariaLabel: p.label + "的备注", maxLength: 100, disabled: !!p.tick });
    return t.section(
        { className: "hg-card hg-form hg-handover " + (p.tick ? "done" : "") },
        t.h2(null, p.label, p.tick ? t.span({ className: "hg-lamp hg-green" }, `已交接 ${clock.short(p.tick.at)}`) : ""),
        t.p(null, p.sentence),
        p.lines.length ? t.ul(null, p.lines.map((line) => t.li(null, line))) : "",
        p.key == "contact" ? contact(load) : "",
        t.div(
            { className: "hg-actions" },
            p.href ? t.a({ className: "btn sm outline", href: p.href }, t.span({ className: "txt" }, "打开看")) : "",
            note,
            p.tick
                ? verbs.busyButton("sm transparent", "取消勾选", () => act("tick", { key: p.key, done: false }))
                : verbs.busyButton("sm hg-strong", "交接清楚了", () => act("tick", { key: p.key, done: true, note: note.value.trim() })),
        ),
    );
}

// contact changes whom residents and letters name, without leaving the page.
function contact(load) {
    return verbs.busyButton("sm outline", "改联系人", async () => {
        const { community: c } = await ask("/api/setup").catch(complain) || {};
        if (!c) {
            return;
        }
        const filled = form([
            { name: "contact_name", label: "个人信息负责人", value: c.contact_name, required: true, help: "印在回执上、写在每一页的页脚" },
            { name: "phone", label: "社区电话", type: "tel", value: c.phone, help: "印在海报上；改了，海报要重印" },
        ], true);
        openDialog({
            title: "改联系人", content: filled.elements,
            submit: {
                label: "保存",
                run: async () => {
                    await ask("/api/setup", filled.values(), "POST");
                    app.toasts.success("已改好");
                    await load();
                },
            },
        });
    });
}
