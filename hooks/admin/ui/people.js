// Residents and posters: what the secretary does with one of them.

Object.assign(rowActions, {
    residents(record) {
        const actions = [];
        if (record.erased_at) {
            return actions; // nobody is left to do anything for
        }
        if (record.wanted_at) {
            actions.push(verbs.busyButton("sm hg-strong", "更正", () => correctResident(record), "本人申请改电话或楼栋，核实后再改"));
        }
        if (record.link_state == "to_check") {
            actions.push(verbs.busyButton("sm hg-strong", "核对", () => checkResident(record), "这个号码以前登记过，请核对是不是同一人"));
        } else if (record.real_name != "confirmed") {
            actions.push(verbs.busyButton("sm hg-strong", "通过实名", () => verifyResident(record)));
        }
        actions.push(verbs.busyButton("sm outline", "登录码", () => loginCode(record)));
        actions.push(verbs.busyButton("sm outline", "便民卡", () => elderCard(record), "老人扫卡就能说事，不用填姓名电话"));
        return actions;
    },
    posters(record) {
        if (record.state != "active") {
            return [];
        }
        return [
            verbs.busyButton("sm hg-strong", "打印", () => printPage("posters/" + record.code)),
            verbs.busyButton("sm outline", "更换", () => endPoster(record, "replace")),
            verbs.busyButton("sm outline", "停用", () => endPoster(record, "revoke")),
        ];
    },
});

// The page of an organisation without accounts: its address to paste, and a new one when it went astray.
rowActions.orgs = (record) => record.active ? [verbs.busyButton("sm outline", "总链接", () => orgLink(record, false), "发给没有账号的单位，一页看到它的全部诉求")] : [];

async function orgLink(record, renew) {
    const link = await ask(`/api/orgs/${record.id}/link` + (renew ? "/renew" : ""), {}, "POST").catch(complain);
    if (!link) {
        return;
    }
    copyText((renew ? "新的总链接 · " : "总链接 · ") + record.name, link.text, [
        t.p({ className: "hg-hint" }, `发给：${[link.org_name, link.contact_name, link.contact_phone].filter(Boolean).join(" ")}。打开后要填对接码，对接码另外打电话告诉，不要一起发在群里。`),
        t.p({ className: "hg-hint" }, `有效到 ${clock.short(link.expires_at)}，每复制一次顺延半年。` + (link.opens ? `已打开 ${link.opens} 次，最近一次 ${clock.short(link.opened_at)}。` : "还没有人打开过。")),
        renew ? "" : t.p(null, verbs.busyButton("sm outline", "换一个新的", () => app.modals.confirm("换新以后，以前发出去的总链接都打不开了。确定吗？",
            () => orgLink(record, true), null, { yesButton: "换新", noButton: "再想想" }), "链接发错了群，或对接码被别人知道了")),
    ]);
}

// A letter that did not go out: send it again, perhaps elsewhere, or give it up.
rowActions.outbox = (record) => {
    if (record.about == "account") { // holds secrets only once
        return [];
    }
    const look = verbs.busyButton("sm outline", "看信", () => preview(record));
    if (!["failed", "human", "queued", "sent"].includes(record.state)) {
        return [look];
    }
    const sent = record.state == "sent";
    return [
        look,
        verbs.busyButton("sm " + (sent ? "outline" : "hg-strong"), sent ? "再发一次" : "重发", () => resend(record, sent)),
        sent ? "" : verbs.busyButton("sm outline", "取消", () => app.modals.confirm("这封信不发了吗？", async () => {
            await ask(`/api/outbox/${record.id}/cancel`, {}, "POST").catch(complain);
            await reload(record);
        }, null, { yesButton: "不发了", noButton: "再想想" })),
    ];
};

// preview shows a letter as its reader gets it.
async function preview(record) {
    const line = (name, value) => value ? t.p({ className: "hg-hint" }, name + "：" + value) : "";
    const files = Array.isArray(record.attachment_list) ? record.attachment_list : [];
    const token = files.length ? await app.pb.files.getToken({ requestKey: null }) : "";
    openDialog({
        title: record.subject || "（没有标题）",
        wide: true,
        content: [
            line("发给", record.to), line("抄送", record.cc), line("邮件编号", record.message_id), line("没发出的原因", record.last_error),
            t.pre({ className: "hg-letter" }, record.body_text || "（正文已清除，或只有网页格式）"),
            files.length ? t.ul(null, files.map((f) => t.li(null, t.a({ href: app.pb.files.getURL(record, f.file, { token, download: true }) }, f.name)))) : "",
        ],
    });
}

function resend(record, again) {
    const filled = form([{ name: "to", label: "发给", type: "text", value: record.to, required: true }]);
    openDialog({
        title: again ? "再发一次" : "重发",
        content: [t.p({ className: "hg-hint" }, record.subject), record.last_error ? t.p({ className: "hg-hint" }, "上次没发出的原因：" + record.last_error) : "", filled.elements],
        submit: {
            label: "发送",
            run: async () => {
                await ask(`/api/outbox/${record.id}/resend`, { ...filled.values(), again });
                app.toasts.success("已放进发信箱");
                await reload(record);
            },
        },
    });
}

async function reload(record) {
    verbs.changed(await app.pb.collection(record.collectionName).getOne(record.id, { requestKey: null }));
}

// The way is kept as it is said here.
const howKnown = ["本人到窗口", "上门见到本人", "打登记的号码核实", "与花名册一致"].map((how) => ({ value: how, label: how }));

function verifyResident(record) {
    const filled = form([{ name: "how", label: "怎样核实的", type: "choice", required: true, options: howKnown }]);
    openDialog({
        title: "通过实名 · " + record.name,
        content: [t.p({ className: "hg-hint" }, "会记下谁、什么时候、怎样核实的。不需要身份证号。"), filled.elements],
        submit: {
            label: "通过实名",
            run: async () => {
                await ask(`/api/residents/${record.id}/verify`, filled.values());
                app.toasts.success(record.name + "：实名已通过");
                await reload(record);
            },
        },
    });
}

// checkResident asks whether somebody who registered with a known number is the earlier person.
async function checkResident(record) {
    let others = [];
    try {
        const filter = app.pb.filter("phone = {:phone} && id != {:id} && link_state != 'linked' && created < {:created}", { phone: record.phone, id: record.id, created: record.created });
        others = await app.pb.collection("residents").getFullList({ filter, expand: "estate,building,unit", requestKey: null });
    } catch (err) {
        return complain(err);
    }
    const place = (r) => [r.expand?.estate?.name, r.expand?.building?.name, r.expand?.unit?.name, r.room].filter(Boolean).join(" ");
    const options = others.map((r) => ({ value: r.id, label: `与“${r.name}${place(r) ? "，" + place(r) : ""}”是同一人` }));
    options.push({ value: "nobody", label: "不是同一人（如家人合用一个号码）" });
    const filled = form([{ name: "to", label: "这个号码以前登记过，请核对", type: "choice", required: true, options }]);
    openDialog({
        title: "核对 · " + record.name,
        content: [t.p({ className: "hg-hint" }, "关联以后，两次登记反映的事情会归到同一个人名下。"), filled.elements],
        submit: {
            label: "确定",
            run: async () => {
                const chosen = filled.values().to, to = chosen == "nobody" ? "" : chosen;
                await ask(`/api/residents/${record.id}/${to ? "link" : "dismiss"}`, to ? { to } : {}, "POST");
                app.toasts.success(to ? "已关联为同一人" : "已记为不是同一人");
                await reload(record);
            },
        },
    });
}

// correctResident decides on what somebody asks to have changed of her own registration.
async function correctResident(record) {
    const place = (of) => [of?.building?.name, of?.unit?.name].filter(Boolean).join(" ");
    const full = await app.pb.collection("residents").getOne(record.id, { expand: "building,unit,wanted_building,wanted_unit", requestKey: null }).catch(complain);
    if (!full) {
        return;
    }
    const x = full.expand || {};
    const line = (name, from, to) => to ? t.p(null, `${name}：${from || "没有填"} → `, t.strong(null, to)) : "";
    const filled = form([{ name: "how", label: "怎样核实的", type: "choice", required: true, options: ["打原来的号码核实", "本人到窗口", "上门见到本人"].map((how) => ({ value: how, label: how })) }]);
    const settle = async (body, told) => {
        await ask(`/api/residents/${record.id}/correction/settle`, body);
        app.toasts.success(record.name + "：" + told);
        await reload(record);
    };
    openDialog({
        title: "更正登记 · " + record.name,
        content: [
            line("电话", full.phone, full.wanted_phone), line("楼栋", place(x), place({ building: x.wanted_building, unit: x.wanted_unit })),
            t.p({ className: "hg-hint" }, clock.short(full.wanted_at) + "申请。电话是本人登录用的，请先核实是本人要改：捡到手机的人也能提申请。"), filled.elements,
            verbs.busyButton("sm outline", "不改", () => {
                const why = form([{ name: "reason", label: "为什么不改", type: "textarea", required: true, rows: 2, hint: "本人看得到，如：原来的号码没有人接" }]);
                openDialog({ title: "不改 · " + record.name, content: why.elements, submit: { label: "不改", run: () => settle({ take: false, ...why.values() }, "没有改，已告诉本人原因") } });
            }),
        ],
        submit: { label: "核实了，改", run: () => settle({ take: true, ...filled.values() }, "已改好") },
    });
}

// How the office knows that it is she who asks for her data or for their end.
const howAsked = ["本人到窗口", "本人的书面要求", "已回拨登记的号码"].map((how) => ({ value: how, label: how }));

function exportResident(record) {
    const filled = form([{ name: "how", label: "怎样确认是本人要求的", type: "choice", required: true, options: howAsked }]);
    openDialog({
        title: "导出本人信息 · " + record.name,
        content: [t.p({ className: "hg-hint" }, "打开一页，里面是社区存的这位居民的全部信息，可以打印或存成文件，当面交给本人。每次导出都有记录。"), filled.elements],
        submit: {
            label: "打开",
            run: async () => {
                const made = await ask(`/api/residents/${record.id}/export`, filled.values());
                openDialog({
                    title: "导出本人信息 · " + record.name,
                    content: [t.p(null, t.a({ href: made.url, target: "_blank", rel: "noopener" }, "打开这一页")), t.p({ className: "hg-hint" }, "有效到 " + clock.short(made.until) + "。打开后按 Ctrl+P 打印，Ctrl+S 存文件。")],
                });
            },
        },
    });
}

async function eraseResident(record) {
    const own = await app.pb.send(`/api/residents/${record.id}/own`, { requestKey: null }).catch(complain);
    if (!own) {
        return;
    }
    const list = (items) => t.ul(null, items.map((what) => t.li(null, what)));
    if (own.hinders.length) {
        return openDialog({ title: "现在还不能删除 · " + record.name, content: [list(own.hinders)] });
    }
    const filled = form([{ name: "how", label: "怎样确认是本人要求的", type: "choice", required: true, options: howAsked }]);
    openDialog({
        title: "删除个人信息 · " + record.name,
        content: [
            t.p(null, "会删掉，删了找不回来：" + (own.registrations > 1 ? `（关联的 ${own.registrations} 份登记一起删）` : "")), list(own.takes),
            t.p({ className: "hg-hint" }, "诉求的编号、事项、楼栋和办理时间留着作统计。花名册要另外改。"), filled.elements,
        ],
        submit: {
            label: "删除个人信息", danger: true,
            run: async () => {
                const answer = await ask(`/api/residents/${record.id}/erase`, filled.values());
                app.toasts.success("个人信息已删除");
                await reload(record);
                if (answer.notes.length) {
                    openDialog({ title: "收不回来的", content: [list(answer.notes)] });
                }
            },
        },
    });
}

function loginCode(record) {
    const filled = form([{
        name: "how", label: "怎样确认是本人", type: "choice", required: true,
        options: ["已回拨登记的号码", "本人就在面前"].map((how) => ({ value: how, label: how })),
    }]);
    openDialog({
        title: "给登录码 · " + record.name,
        content: [t.p({ className: "hg-hint" }, "登录码 10 分钟内有效，只能用一次。只念给本人听，不要发到群里。"), filled.elements],
        submit: {
            label: "生成登录码",
            run: async () => {
                const made = await ask(`/api/residents/${record.id}/code`, filled.values());
                openDialog({
                    title: "登录码 · " + record.name,
                    content: [t.div({ className: "hg-code" }, made.code), t.p({ className: "hg-hint" }, "有效到 " + clock.short(made.expires_at))],
                });
            },
        },
    });
}

// elderCard makes, prints or ends somebody's card.
async function elderCard(record) {
    const path = `/api/residents/${record.id}/card`;
    let card = await app.pb.send(path, { requestKey: null }).catch(complain);
    if (!card) {
        return;
    }
    const had = !!card.id;
    const act = (label, why, call) => verbs.busyButton("sm outline", label, () => app.modals.confirm(why, async () => {
        const after = await call().catch(complain);
        if (after) {
            app.toasts.success(after.id ? "新卡做好了，旧卡已停用" : "便民卡已停用");
            if (after.id) {
                printPage("card/" + after.id);
            }
        }
    }, null, { yesButton: label, noButton: "再想想" }));
    openDialog({
        title: "便民卡 · " + record.name,
        content: [
            t.p(null, had ? `${clock.short(card.given_at)} ${card.given_by}做的，用过 ${card.uses || 0} 次。` : "还没有卡。"),
            t.p({ className: "hg-hint" }, "老人用微信扫卡上的码，说句话就行，不用填姓名电话。凭卡只能反映，看以前的事要填电话后 4 位。丢了请马上挂失。"),
            had ? t.p({ className: "hg-verbs" },
                act("换新卡", "旧卡马上停用，换一张新的。确定吗？", () => ask(path, { anew: true })),
                act("挂失", "挂失以后，这张卡不能再用。确定吗？", () => ask(path + "/revoke", {}))) : "",
        ],
        submit: {
            label: had ? "打印便民卡" : "做一张并打印",
            run: async () => {
                if (!had) {
                    card = await ask(path, {});
                }
                printPage("card/" + card.id);
            },
        },
    });
}

function endPoster(record, what) {
    const label = what == "replace" ? "更换" : "停用";
    const filled = form([{ name: "reason", label: "原因", type: "textarea", required: true, rows: 2, hint: "如：破损、贴错楼栋" }]);
    openDialog({
        title: `${label}海报 ${record.code}`,
        content: [
            t.p({ className: "hg-hint" }, what == "replace" ? "旧码马上失效，生成一张新码供打印。" : "停用后，扫这张海报的居民会看到社区电话。"),
            filled.elements,
        ],
        submit: {
            label, danger: what == "revoke",
            run: async () => {
                const answer = await ask(`/api/posters/${record.code}/${what}`, filled.values());
                app.toasts.success(`海报 ${record.code} 已${label}`);
                await reload(record);
                if (answer?.code && what == "replace") {
                    printPage("posters/" + answer.code);
                }
            },
        },
    });
}

// Panels that a record has before it is stored, and what stands below the fields.
const newPanels = ["matters"];
const dialogFeet = {};

// Buttons at the top of the dialog of a resident or a poster.
const dialogPanels = {
    residents: (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.residents(record), record.erased_at ? "" : [
        verbs.busyButton("sm outline", "导出本人信息", () => exportResident(record), "本人要看社区存了什么"),
        verbs.busyButton("sm outline", "删除个人信息", () => eraseResident(record), "本人要求删除"),
    ]),
    posters: (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.posters(record)),
    orgs: (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.orgs(record)),
    referrals: (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.referrals(record), verbs.busyButton("sm outline", "下载 Word 版", () => saveForm(record.id, record.referral_no))),
    visits: (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.visits(record)),
    corrections: (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.corrections(record)),
    weekly_reports: (record) => t.div({ className: "hg-panel hg-verbs" }, verbs.busyButton("hg-strong", "打开这期周报", () => {
        app.modals.close(null, true);
        location.hash = "#/friday/" + record.week;
    }, "正文、附件、打印、签发都在那里")),
};
