// 志愿服务: who may help, orders taken back, records that count no more, certificates.

rowActions.volunteers = (record) => {
    const actions = [];
    if (["pending", "refused", "paused"].includes(record.state)) {
        actions.push(verbs.busyButton("sm hg-strong", record.state == "paused" ? "恢复" : "同意", () => agreeVolunteer(record)));
    }
    if (record.state == "pending") {
        actions.push(verbs.busyButton("sm outline", "不同意", () => refuseVolunteer(record, "refuse", "不同意")));
    }
    if (record.state == "approved") {
        actions.push(verbs.busyButton("sm outline", "暂停", () => refuseVolunteer(record, "pause", "暂停")));
    }
    if (["approved", "paused", "left"].includes(record.state) && record.resident) {
        actions.push(verbs.busyButton("sm outline", "出具证明", () => issueCertificate(record)));
        if (record.kind == "party_member") {
            actions.push(verbs.busyButton("sm outline", "反馈单", () => printPage("feedback/" + record.id), "给派出的党组织"));
        }
    }
    return actions;
};

rowActions.orders = (record) => record.state == "open" ? [
    verbs.busyButton("sm outline", "打印签到表", () => printPage("signin/" + record.id)),
    verbs.busyButton("sm outline", "取消", () => askReason("取消点单 · " + record.order_no, "为什么取消（接单的人看得到）", "取消点单", (values) => ask(`/api/orders/${record.id}/cancel`, values, "POST"), record)),
] : [];

rowActions.claims = (record) => record.state == "out" ? [verbs.busyButton("sm hg-strong", "确认", () => confirmService(record), "打电话问过，或当面看到")] : [];

rowActions.service_records = (record) => {
    if (record.state != "valid") {
        return [];
    }
    return [
        record.wish_state == "pending" ? verbs.busyButton("sm hg-strong", "答复更正", () => settleWish(record)) : "",
        verbs.busyButton("sm outline", "作废", () => askReason("作废服务记录 · " + record.record_no, "为什么作废（本人看得到）", "作废", (values) => ask(`/api/service_records/${record.id}/void`, values, "POST"), record, "时长不再计入，给过的积分收回；记录留着。")),
    ];
};

rowActions.certificates = (record) => [
    verbs.busyButton("sm outline", "打印", () => printPage("certificate/" + record.id)),
    record.state == "valid" ? verbs.busyButton("sm outline", "撤销", () => askReason("撤销证明 · " + record.certificate_no, "为什么撤销（核对的人看得到）", "撤销", (values) => ask(`/api/certificates/${record.id}/revoke`, values, "POST"), record, "编号留在登记簿里，扫码会看到已经撤销。")) : "",
];

for (const table of ["volunteers", "orders", "claims", "service_records", "certificates"]) {
    dialogPanels[table] = (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions[table](record));
}

// doneWith reads a row again and says what happened.
async function doneWith(record, told) {
    app.toasts.success(told);
    await reload(record);
    numbers.ask().catch(() => {});
    refreshList();
}

function askReason(title, label, button, run, record, hint) {
    const filled = form([{ name: "reason", label, type: "textarea", required: true }]);
    openDialog({
        title, content: [hint ? t.p({ className: "hg-hint" }, hint) : "", filled.elements],
        submit: { label: button, danger: true, run: async () => {
            await run(filled.values());
            await doneWith(record, button + "：已办");
        } },
    });
}

async function agreeVolunteer(record) {
    const contact = record.minor ? await ask(`/api/volunteers/${record.id}/contact`) : null;
    const filled = form([
        ...(record.minor ? [{ name: "guardian_agreed", label: "问过监护人，监护人同意", type: "bool", value: record.guardian_agreed }] : []),
        { name: "insured_until", label: "志愿者保险到哪天", type: "date", hint: "有风险的服务要用，没有可以不填" },
        { name: "external_no", label: "省志愿服务系统的编号", type: "text", value: record.external_no },
    ]);
    openDialog({
        title: "同意做志愿者 · " + record.name,
        content: [contact ? t.p({ className: "hg-hint" }, `未满 18 周岁。监护人 ${contact.guardian_name}，电话 ${contact.guardian_phone}，请先打电话问过。`) : "", filled.elements],
        submit: { label: "同意", run: async () => {
            await ask(`/api/volunteers/${record.id}/decide`, { decision: "approve", ...filled.values() }, "POST");
            await doneWith(record, record.name + "可以接单了");
        } },
    });
}

function refuseVolunteer(record, decision, label) {
    askReason(`${label} · ${record.name}`, "为什么（本人看得到）", label, (values) => ask(`/api/volunteers/${record.id}/decide`, { decision, ...values }, "POST"), record,
        decision == "pause" ? "接了还没做的单给排在后面的人，以后可以恢复。" : "");
}

function confirmService(record) {
    const filled = form([
        { name: "how", label: "怎样确认的", type: "choice", required: true, options: ["phone", "desk"].map((v) => ({ value: v, label: words.value("claims", "confirmed_how", v) })) },
        { name: "quality", label: "做得怎样", type: "choice", required: true, options: ["good", "fair", "poor"].map((v) => ({ value: v, label: words.value("claims", "quality", v) })) },
        { name: "thanks", label: "居民怎么说（志愿者看得到）", type: "text" },
    ]);
    openDialog({ title: "确认志愿服务", content: filled.elements, submit: { label: "确认", run: async () => {
        await ask(`/api/claims/${record.id}/confirm`, filled.values(), "POST");
        await doneWith(record, "已记入服务记录");
    } } });
}

function settleWish(record) {
    const filled = form([
        { name: "minutes", label: "更正成多少分钟", type: "number", value: record.wish_minutes || record.minutes, hint: "不更正的不用改" },
        { name: "answer", label: "怎样核对的，或为什么不更正（本人看得到）", type: "textarea" },
    ]);
    const settle = (grant) => async () => {
        const values = filled.values();
        await ask(`/api/service_records/${record.id}/settle`, { grant, answer: values.answer, minutes: +values.minutes }, "POST");
        await doneWith(record, "已答复");
    };
    const dialog = openDialog({
        title: "答复更正 · " + record.record_no,
        content: [t.p(null, `记了 ${record.minutes} 分钟。本人说：${record.wish}`), filled.elements,
            t.p(null, verbs.busyButton("sm outline", "不更正", async () => {
                try {
                    await settle(false)();
                    dialog.close();
                } catch (err) {
                    complain(err);
                }
            }))],
        submit: { label: "更正", run: settle(true) },
    });
}

function issueCertificate(record) {
    const filled = form([
        { name: "from_day", label: "从哪天起", type: "date", hint: "不填就是第一次服务那天" },
        { name: "until_day", label: "到哪天止", type: "date", hint: "不填就是今天" },
        { name: "paper_kind", label: "证件种类", type: "text", value: "居民身份证" },
        { name: "paper_tail", label: "证件号码后四位", type: "text", hint: "看过原件再填；不填就不印" },
        { name: "responsible", label: "负责人", type: "text", hint: "不填就是社区书记" },
    ]);
    openDialog({
        title: "出具志愿服务证明 · " + record.name,
        content: [t.p({ className: "hg-hint" }, "内容从确认过的服务记录来，不能手写。打印后盖章有效。"), filled.elements],
        submit: { label: "出具", run: async () => {
            const made = await ask("/api/certificates", { volunteer: record.id, ...filled.values() }, "POST");
            openDialog({
                title: "证明开好了", content: [t.p(null, t.strong(null, made.certificate_no), `，共 ${made.hours}`), t.p({ className: "hg-hint" }, "打印后盖章有效，扫码能核对真伪。")],
                submit: { label: "打印证明", run: () => printPage("certificate/" + made.id) },
            });
        } },
    });
}

feature("buttons above volunteers", () => {
    const above = {
        service_records: () => [verbs.busyButton("sm outline", "导出给省系统", () => saveFile("/api/volunteers/service.xlsx", "志愿服务记录.xlsx").catch(complain), "还没有导出过的记录")],
        certificates: () => [verbs.busyButton("sm outline", "导出登记簿", () => saveFile("/api/certificates/register.xlsx", "志愿服务证明登记簿.xlsx").catch(complain))],
    };
    document.addEventListener("mount:recordsList", (e) => feature("volunteer buttons", () => {
        if (e.detail.closest(".modal") || e.detail.parentElement.querySelector(".hg-volunteers")) {
            return;
        }
        e.detail.before(t.div({ className: "hg-volunteers hg-verbs" }, () => {
            app.store.collections; // again when they have been read
            return above[shownCollection()?.name]?.();
        }));
    }));
});
