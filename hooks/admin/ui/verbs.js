// The office's verbs: what may be done with a request now comes with the record, as buttons and forms.

const verbs = (() => {
    // changed tells the open lists and dialogs that a record is new.
    function changed(record) {
        document.dispatchEvent(new CustomEvent("record:update", { detail: record }));
        document.dispatchEvent(new CustomEvent("record:save", { detail: record }));
        numbers.ask().catch(() => {});
        reloadList();
    }

    // step does a verb and says how far the record's timeline was read: whoever would write over a colleague is told (409), and
    // goes on from what is there now.
    async function step(record, verb, values = {}) {
        const body = values instanceof FormData ? values : { ...values };
        if (record.seen) {
            body instanceof FormData ? body.set("seen", record.seen) : (body.seen = record.seen);
        }
        try {
            return await ask(`/api/requests/${record.id}/${verb}`, body, "POST");
        } catch (err) {
            if (err.status == 409) {
                const fresh = await app.pb.collection("requests").getOne(record.id, { requestKey: null });
                record.seen = fresh.seen;
                changed(fresh);
            }
            throw err;
        }
    }

    async function send(record, verb, values) {
        const fresh = await step(record, verb.verb, values);
        app.toasts.success(`${record.request_no || ""} ${verb.label}：已办`);
        if (fresh?.sealed) {
            showLeft(fresh);
        }
        changed(fresh?.id && !fresh.sealed ? fresh : await app.pb.collection("requests").getOne(record.id, { requestKey: null }));
        if (verb.verb == "urge") {
            copyLink(record, "urge").catch(complain);
        }
        return fresh;
    }

    // showLeft names what could not be taken back when a request was sealed.
    function showLeft(answer) {
        openDialog({
            title: `${answer.request_no} 已转入保密`,
            content: [
                t.p(null, answer.sentence),
                answer.notes?.length ? [t.h6(null, "收不回来的"), t.ul(null, answer.notes.map((n) => t.li(null, n)))] : "",
                t.p({ className: "hg-hint" }, "以前的备份里还有这件的内容。"),
            ],
        });
    }

    // copyLink shows the text that goes to the handler in WeChat, with the link to answer.
    async function copyLink(record, purpose) {
        const link = await ask(`/api/requests/${record.id}/link?for=${purpose}`);
        const contact = [link.org_name, link.contact_name, link.contact_phone].filter(Boolean).join(" ");
        copyText(purpose == "urge" ? "催办文字" : "派单文字", link.text, contact && t.p({ className: "hg-hint" }, "发给：" + contact));
    }

    // first is what the secretary does next. Signing is the handler's: what the office does is to pass the link on.
    function first(record) {
        const primary = (record.verbs || []).find((v) => v.primary);
        return primary?.verb == "sign" ? null : primary;
    }

    // Satisfaction is chosen in the five words, not typed as a number.
    const inWords = (f) => (f.name != "stars" ? f : {
        ...f, type: "choice", options: [5, 4, 3, 2, 1].map((n) => ({ value: n, label: words.value("requests", "stars", String(n)) })),
    });

    // correctTo puts a request into a matter the machine thought of too: one tap, with a ready reason.
    async function correctTo(record, matter) {
        try {
            const fresh = await step(record, "correct", { matter: matter.id, reason: "事项选错了", was: record.matter });
            app.toasts.success(`${record.request_no} 已改归“${matter.name}”`);
            changed(fresh);
        } catch (err) {
            complain(err);
        }
    }

    // withOrgs fills the choice of organisations, the suggested one first.
    async function withOrgs(record, fields) {
        fields = fields.map(inWords);
        if (!fields.some((f) => f.type == "org" && !f.options?.length)) {
            return fields;
        }
        const found = await ask(`/api/requests/${record.id}/candidates`);
        const others = (found.orgs || []).filter((o) => o.id != record.handler_org); // not to whom already has it
        const options = others.map((o) => ({ value: o.id, label: o.name + (o.suggested ? "（建议）" : o.offered ? "" : "（不能选）"), why: o.why, disabled: !o.offered }));
        const help = others.filter((o) => !o.offered).map((o) => `${o.name}不能选：${o.why}`).join("；");
        const suggested = others.find((o) => o.suggested)?.id || "";
        return fields.map((f) => (f.type == "org" && !f.options?.length ? { ...f, options, help: f.help || help, value: f.value || suggested } : f));
    }

    // act does the verb: at once, after a question, or with a form.
    async function act(record, verb) {
        try {
            if (verb.fields?.length) {
                const filled = form(await withOrgs(record, verb.fields), false, record);
                openDialog({
                    title: `${verb.label} · ${record.request_no || ""}`,
                    content: [verb.confirm && t.p({ className: "hg-hint" }, verb.confirm), filled.elements],
                    wide: verb.fields.some((f) => f.type == "similar" || f.type == "parts"),
                    submit: { label: verb.label, danger: verb.danger, run: () => send(record, verb, filled.values()) },
                });
            } else if (verb.confirm) {
                app.modals.confirm(verb.confirm, () => send(record, verb).catch(complain), null, { yesButton: verb.label });
            } else {
                await send(record, verb);
            }
        } catch (err) {
            complain(err);
        }
    }

    function canTakeSuggestion(record) {
        return ["pending", "accepted"].includes(record.status) && !record.urgent && !!record.suggested_org && !record.matter_unknown // first the danger; 其他/说不清: a person chooses
            && (record.verbs || []).some((v) => v.verb == "accept" || v.verb == "dispatch");
    }

    // takeSuggestion accepts the request and sends it where the program suggests.
    async function takeSuggestion(record) {
        try {
            if (record.status == "pending") {
                await step(record, "accept");
            }
            const fresh = await step(record, "dispatch", { org: record.suggested_org });
            app.toasts.success(`${record.request_no} 已派给${fresh.handler_name || record.suggested_name || "建议的单位"}`);
            changed(fresh);
        } catch (err) {
            complain(err);
            app.pb.collection("requests").getOne(record.id, { requestKey: null }).then(changed).catch(() => {});
        }
    }

    // busyButton is a button that cannot be pressed twice.
    function busyButton(className, label, run, title) {
        return t.button(
            {
                type: "button", className: "btn " + className, title: title || "",
                onclick: async (e) => {
                    e.preventDefault();
                    e.stopPropagation();
                    const button = e.currentTarget;
                    button.disabled = true;
                    button.classList.add("loading");
                    try {
                        await run();
                    } finally {
                        button.disabled = false;
                        button.classList.remove("loading");
                    }
                },
            },
            t.span({ className: "txt" }, label),
        );
    }

    const verbs = { act, changed, first, copyLink, canTakeSuggestion, takeSuggestion, correctTo, busyButton };
    return verbs;
})();
