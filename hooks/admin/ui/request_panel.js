// The dialog of a request: what is asked, what may be done now, what happened; the raw columns folded away below.

dialogPanels.requests = (record) => {
    const weekly = ["pending", "accepted", "dispatched", "in_progress", "in_review", "need_info", "suspended"]; // where the report may still be decided
    const state = store({ record: null, events: [], replies: [], alerts: [], family: null, error: "", others: "", moved: "" });

    async function load() {
        try {
            const filter = app.pb.filter("request = {:id}", { id: record.id });
            const list = (name) => app.pb.collection(name).getFullList({ filter, sort: "at", requestKey: null });
            const fresh = await app.pb.collection("requests").getOne(record.id, { expand: "suggested_org,handler_org,matter", requestKey: null });
            const [around, events, replies, alerts, reminders, family] = await Promise.all([
                state.record ? null : present(fresh.seen, false), // with the first reading: later it would push the buttons away from under the mouse
                list("request_events"), list("replies"), list("alerts"), list("reminders"),
                fresh.sealed_at ? null : ask(`/api/requests/${record.id}/family`).catch(() => null), // of a sealed one only the number is left
            ]);
            // Whom the program reminded stands among what people did.
            const said = reminders.map((m) => ({ id: m.id, at: m.at, actor_label: "系统", verb_label: "提醒", sentence: words.value("reminders", "rung", m.rung) + "，已告诉：" + (m.told || "没有人能通知到") }));
            Object.assign(state, { record: fresh, events: events.concat(said).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), replies, alerts: alerts.map((a) => ({ at: a.at, why: a.why, told: a.told })), family, error: "", others: around ? beside(around) : state.others });
        } catch (err) {
            state.error = err.message;
        }
    }

    // Who else has it open; what a colleague did with it meanwhile shows by itself.
    let timer = 0;
    const present = (seen, left) => ask(`/api/requests/${record.id}/presence`, { left, seen, writing: !!document.querySelector(".hg-form") }, "POST").catch(() => null);
    const beside = (around) => (around ? around.others.map((o) => o.name + (o.writing ? "正在处理这一件" : "也打开着这一件")).join("，") : "");
    async function lookAround() {
        if (document.hidden || !state.record) {
            return;
        }
        const seen = state.record.seen;
        const around = await present(seen, false);
        if (!around) {
            return;
        }
        state.others = beside(around);
        if (around.news && seen == state.record.seen) {
            state.moved = around.news + "，这里已经是最新的。";
            await load();
        }
    }

    const changed = (e) => e.detail?.id == record.id && load();
    return t.div(
        {
            className: "hg-panel",
            onmount: () => {
                load();
                timer = setInterval(lookAround, 10_000); // the server forgets after thirty seconds
                document.addEventListener("record:update", changed);
            },
            onunmount: () => {
                clearInterval(timer);
                present("", true);
                document.removeEventListener("record:update", changed);
            },
        },
        () => {
            if (state.error) {
                return t.div({ className: "alert danger" }, state.error, t.button({ type: "button", className: "btn sm outline", onclick: load }, "重试"));
            }
            const r = state.record?.__raw || state.record;
            if (!r) {
                return t.p({ className: "hg-hint" }, "正在读取这件诉求…");
            }
            return [notice("warning", "moved"), notice("info", "others"), about(r), guess(r), buttons(r), r.sealed_at ? "" : tools(r), family(plain(state.family)), answers(state.replies), timeline(state.events)];
        },
    );

    function notice(tone, name) {
        return t.div({ className: "alert " + tone, hidden: () => !state[name], textContent: () => state[name] });
    }

    function line(label, text) {
        return text ? t.div({ className: "hg-line" }, t.span(null, label), t.p(null, text)) : "";
    }

    function about(r) {
        const over = ["closed", "declined", "merged", "withdrawn"].includes(r.status);
        return t.section(
            { className: "hg-card" },
            t.div({ className: "hg-head" }, t.strong(null, r.request_no), app.fieldTypes.hg_state.view({ record: r })),
            t.p({ className: "hg-said" }, r.text || (r.sealed_at ? r.summary : "（没有文字，请看照片）")),
            photos(r, r.photos),
            r.lane == "emergency" ? danger(r) : "",
            line("地点", r.place_label),
            line("户数", r.households > 1 || r.raise_suggested ? `共 ${r.households} 户反映同一件事` + (r.raise_suggested ? "，涉及多户，建议上报" : "") : ""),
            line("反映人", [r.resident_label, r.phone_masked, r.channel_label].filter(Boolean).join(" · ")),
            line("分类", [r.kind_label, r.category_label, r.tier_label, r.matter_name].filter(Boolean).join(" · ") + (r.reason ? `（${r.reason}）` : "")),
            line("承办单位", r.handler_name || r.expand?.handler_org?.name || (r.expand?.suggested_org && !over ? `建议${r.expand.suggested_org.name}：${r.suggested_reason || ""}` : "")),
            r.route && !over ? way(r.route) : "",
            line("期限", r.due_at && !(over && r.status != "closed") ? clock.short(r.due_at) + (r.due_reason ? `（${r.due_reason}）` : "") : ""),
            line("居民评价", r.stars ? `${words.value("requests", "stars", String(r.stars))}${r.rating_text ? "：" + r.rating_text : ""}` : ""),
        );
    }

    // guess says how sure the machine is and what else it thought of, as long as one may choose otherwise.
    function guess(r) {
        const correct = (r.verbs || []).find((v) => v.verb == "correct");
        if (!correct || !["pending", "accepted"].includes(r.status)) {
            return "";
        }
        const tone = { sure: "green", staff: "green", fair: "blue" }[r.sureness] || "orange";
        return t.section(
            { className: "hg-card" },
            t.div({ className: "hg-head" }, t.span({ className: "label hg-value hg-" + tone }, r.sureness_label || ""),
                r.matter_unknown ? t.strong(null, "机器说不清这是哪类事，请先选事项再派。") : t.span(null, "归在 ", t.strong(null, r.matter_name || "其他"))),
            t.div({ className: "hg-verbs" }, (r.alternatives || []).map((m) => verbs.busyButton("outline sm", "改归" + m.name, () => verbs.correctTo(r, m))),
                verbs.busyButton(r.matter_unknown ? "hg-strong" : "outline sm", r.matter_unknown ? "先选事项" : "改分类", () => verbs.act(r, correct))),
        );
    }

    // family is what the request hangs together with: neighbours' reports, its parts, what it is a part of.
    function family(f) {
        if (!f || !(f.lead || f.parent || f.parts?.length || f.merged?.length)) {
            return "";
        }
        const line = (r) => t.div({ className: "hg-line" }, t.span(null, valueChip("requests", "status", r.status)), t.p(null,
            t.a({ href: `#/collections?collection=requests&record=${r.id}` }, r.summary || "（只有照片）"),
            t.small(null, " " + [r.request_no, r.resident_label, r.place_label, r.handler_name].filter(Boolean).join(" · "))));
        return t.section(
            { className: "hg-card" },
            f.lead ? [t.h6(null, "并在这一件里办"), line(f.lead)] : "",
            f.parent ? [t.h6(null, "从这一件拆出来的"), line(f.parent)] : "",
            f.parts?.length ? [t.h6(null, `拆成了 ${f.parts.length} 件`), f.parts.map(line)] : "",
            f.merged?.length ? [t.h6(null, f.households > 1 ? `${f.households} 户反映同一件事` : `同一户反映了 ${f.merged.length + 1} 次`), f.merged.map(line)] : "",
        );
    }

    // way tells how the suggested organisation would get the request, and whom to call about it.
    function way(route) {
        const person = (o) => [o.org_name, o.name, o.phone].filter(Boolean).join(" ");
        const several = (list) => (list || []).map(person).join("；");
        return [
            line("怎样派", [route.how || route.channel_label, route.days ? route.days + " 个工作日" : ""].filter(Boolean).join(" · ")),
            line("专人", [route.contact?.name, route.contact?.phone].filter(Boolean).join(" ") || "还没有登记"),
            line("抄送", (route.copies || []).map((o) => o.org_name).join("、")),
            line("请督促", several(route.urge)),
            line("请它说明", several(route.ask)),
        ];
    }

    // danger is the emergency's own lines: what, who has it, who was told, and what not to do.
    function danger(r) {
        return [
            line("险情", [r.danger_label, r.urgent ? (r.called_by ? r.lamp_label : r.lamp_label + "，还没有人接手") : r.found_label && `已处置：${r.found_label}`].filter(Boolean).join(" · ")),
            state.alerts.map((a) => line("通知", `${clock.short(a.at)} ${a.why}：${a.told}`)),
            r.urgent && r.shielded ? t.div({ className: "alert danger" }, "不要打电话核实，可能让她更危险。请直接拨 110，说明地点和险情。发现家庭暴力、未成年人受侵害，社区有报警的义务。") : "",
        ];
    }

    // Photos need the log-in; they are fetched and shown from memory.
    function photos(r, names) {
        if (!names?.length) {
            return "";
        }
        return t.div({ className: "hg-photos" }, names.map((name) => t.a(
            { target: "_blank", title: "打开原图", rel: "noopener" },
            t.img({
                alt: "居民照片",
                onmount: async (img) => {
                    try {
                        const answer = await fetch(app.pb.buildURL(`/api/requests/${r.id}/files/${name}`), { headers: { Authorization: app.pb.authStore.token } });
                        if (!answer.ok) {
                            throw new Error(answer.status);
                        }
                        img.src = img.parentElement.href = URL.createObjectURL(await answer.blob());
                    } catch (err) {
                        img.alt = "照片没有读到";
                    }
                },
            }),
        )));
    }

    function buttons(r) {
        const primary = verbs.first(r);
        const waits = ["pending", "accepted"].includes(r.status); // then 改分类 stands beside the guess
        const all = (r.verbs || []).filter((v) => !waits || v.verb != "correct").sort((a, b) => (b == primary) - (a == primary) || !!a.danger - !!b.danger);
        if (!all.length) {
            return t.p({ className: "hg-hint" }, "这件诉求现在没有要办的。");
        }
        const suggestion = verbs.canTakeSuggestion(r);
        return t.div(
            { className: "hg-verbs" },
            suggestion ? verbs.busyButton("hg-strong", "采纳并派单", () => verbs.takeSuggestion(r), r.suggested_reason) : "",
            r.status == "dispatched" ? verbs.busyButton("hg-strong", "复制派单文字", () => verbs.copyLink(r, "dispatch").catch(complain)) : "",
            all.map((v) => verbs.busyButton(v.danger ? "outline danger" : v == primary && !suggestion ? "hg-strong" : "outline", v.label, () => verbs.act(r, v))),
        );
    }

    function tools(r) {
        const tool = (icon, label, run) => t.button(
            { type: "button", className: "hg-tool", onclick: () => Promise.resolve(run()).catch(complain) },
            t.i({ className: icon, ariaHidden: true }), label,
        );
        return t.div( // one that was split lies with nobody: its parts do
            { className: "hg-tools" },
            r.shielded ? tool("ri-shield-user-line", "查看反映人（记入日志）", () => call(r)) : tool("ri-phone-line", "打电话", () => call(r)),
            r.status == "in_progress" && r.handler_org ? tool("ri-wechat-line", "复制派单文字", () => verbs.copyLink(r, "dispatch")) : "",
            ["dispatched", "in_progress"].includes(r.status) && r.handler_org ? tool("ri-alarm-warning-line", "复制催办文字", () => verbs.copyLink(r, "urge")) : "",
            r.status == "replied" ? tool("ri-message-2-line", "告知短信", () => sms(r)) : "",
            tool("ri-printer-line", "打印回执", () => printPage("receipt/" + r.id)),
            ["replied", "closed"].includes(r.status) && r.reply_text ? tool("ri-book-open-line", "存为案例", () => keepAsCase(r)) : "",
            r.tier == "complex" && weekly.includes(r.status) ? (r.friday == "out" ? tool("ri-calendar-check-line", "列入周五", () => friday(r, "in")) : tool("ri-calendar-close-line", "退出周五", () => friday(r, "out"))) : "",
            r.tier == "complex" && r.accepted_at ? tool("ri-file-text-line", "打印承办单", () => printReferral(r)) : "",
            r.tier == "complex" && r.accepted_at ? tool("ri-file-word-line", "下载承办单 Word 版", () => saveForm(r.id, r.request_no)) : "",
            ["dispatched", "in_progress"].includes(r.status) && r.handler_org ? tool("ri-alarm-line", "打印督办单", () => printPage("supervision/" + r.id)) : "",
            r.status == "in_progress" && r.signed_at && !r.shielded ? tool("ri-contacts-line", "打印联系单（记入日志）", () => printPage("contact/" + r.id)) : "",
            r.reply_text && !r.shielded ? tool("ri-file-copy-line", "复制办理结果", () => result(r)) : "",
        );
    }

    // friday takes a complex request into the coming report or out of it, as the page of the report does.
    async function friday(r, state) {
        await ask("/api/reports/weekly/current/item", { request: r.id, state });
        app.toasts.success(`${r.request_no} 已${state == "in" ? "列入" : "退出"}周五的周报`);
        verbs.changed(await app.pb.collection("requests").getOne(r.id, { requestKey: null }));
    }

    async function call(r) {
        const who = await ask(`/api/requests/${r.id}/contact`);
        const number = (name, phone, more) => phone ? t.div({ className: "hg-number" }, t.span(null, [name, more].filter(Boolean).join(" · ")), t.a({ href: "tel:" + phone }, phone)) : "";
        const opened = openDialog({
            title: (r.shielded ? "受保护的反映人 · " : "打电话 · ") + r.request_no,
            content: [
                who.text ? t.p({ className: "hg-said" }, who.text) : "", photos(r, who.photos),
                who.name || who.phone ? "" : t.p({ className: "hg-hint" }, "反映人没有留姓名和电话。"),
                number(who.name, who.phone, who.room), number(who.on_behalf_name, who.on_behalf_phone, "替谁反映"),
                t.p({ className: "hg-hint" }, r.shielded ? "这次查看已记入操作日志。不要贸然打电话，可能让她更危险。处置结果请记下：" : "这次查看号码已记入操作日志。打完电话请记下结果："),
                t.div({ className: "hg-verbs" }, (r.verbs || []).filter((v) => ["take", "handle", "tell", "call_back", "progress", "urge"].includes(v.verb))
                    .map((v) => verbs.busyButton("outline", v.label, () => (opened.close(), verbs.act(r, v))))),
            ],
        });
    }

    // result is for another platform, where a request that came from there must be answered too.
    async function result(r) {
        const { text } = await ask(`/api/requests/${r.id}/result`);
        copyText("办理结果", text, t.p({ className: "hg-hint" }, "贴到 12345 等平台里。姓名、电话、室号已隐去，发出前请再看一遍。"));
    }

    async function sms(r) {
        const sms = await ask(`/api/requests/${r.id}/sms`);
        copyText("告知短信", sms.text, t.p({ className: "hg-hint" }, "发往 ", t.a({ href: `sms:${sms.tel}?body=${encodeURIComponent(sms.text)}` }, sms.tel), "，发完请点“告知”记一下。"));
    }

    // keepAsCase publishes the answer for the next one who asks; its own tick says that nothing of a person is in it.
    async function keepAsCase(r) {
        const draft = await ask(`/api/requests/${r.id}/case`);
        const filled = form([
            { name: "question", label: "居民会怎么问", type: "textarea", rows: 2, required: true, value: draft.question },
            { name: "answer", label: "怎么回答", type: "textarea", rows: 6, required: true, value: draft.answer },
            { name: "keywords", label: "常用的说法", hint: "用顿号分开，如：老年证、优待证" },
            { name: "clean", label: "我看过了，里面没有姓名、电话、室号等个人信息", type: "bool" },
        ]);
        openDialog({
            title: "存为案例 · " + r.request_no,
            content: [t.p({ className: "hg-hint" }, "会公开给所有居民看。请改成一般的说法：不提是谁、哪一家，会变的日期和金额不写。"), filled.elements],
            submit: {
                label: "存为案例",
                run: async () => {
                    await ask(`/api/requests/${r.id}/case`, filled.values());
                    app.toasts.success("已存为案例，居民再问就能看到");
                },
            },
        });
    }

    async function printReferral(r) {
        const referral = await app.pb.collection("referrals").getFirstListItem(app.pb.filter("request = {:id}", { id: r.id }), { requestKey: null });
        printPage("referral/" + referral.id);
    }

    function answers(replies) {
        return replies.length ? t.section({ className: "hg-card" }, t.h6(null, "答复"), replies.map((a) => t.div(
            { className: "hg-answer" },
            t.div(null, valueChip("replies", "state", a.state), " ", a.by_label, " · ", clock.short(a.at)),
            t.p({ className: "hg-said" }, a.text),
            photos(record, a.files),
        ))) : "";
    }

    function timeline(events) {
        return t.section({ className: "hg-card" }, t.h6(null, "流转记录"), events.length ? t.ol({ className: "hg-timeline" }, events.map((e) => t.li(
            null,
            t.time(null, clock.short(e.at)),
            t.div(null, t.b(null, e.verb_label || words.verb(e.verb)), " ", e.actor_label, t.p(null, e.sentence), e.note ? t.p({ className: "hg-note" }, "内部：" + e.note) : ""),
        ))) : t.p({ className: "hg-hint" }, "还没有记录"));
    }
};

// Put the panel of the record at the top of its dialog; the request's raw columns open on demand.
feature("record dialog", () => {
    let opening = null;
    const open = app.modals.openRecordUpsert;
    app.modals.openRecordUpsert = function(collection, record, settings) {
        if (collection?.name == "requests" && !record) {
            return takeDown();
        }
        opening = { collection, record: typeof record == "string" ? { id: record } : record };
        return open(collection, record, settings);
    };

    document.addEventListener("mount:recordUpsertModal", (e) => feature("record panel", () => {
        const { collection, record } = opening || {};
        const panel = (record?.id || newPanels.includes(collection?.name)) && dialogPanels[collection?.name];
        const content = e.detail.querySelector(".modal-content");
        e.detail.dataset.hg = collection?.name || "";
        e.detail.classList.toggle("hg-read", !!record?.id && kept[collection?.name]?.length === 0);
        if (!panel || !content) {
            return;
        }
        const show = (full) => {
            content.prepend(panel(full));
            const foot = full?.id && dialogFeet[collection.name];
            if (foot) {
                content.append(foot(full, e.detail));
            }
            if (collection.name == "requests") {
                e.detail.classList.add("hg-request", "hg-folded");
                content.querySelector(".hg-panel").after(t.button(
                    { type: "button", className: "btn transparent sm hg-unfold", onclick: () => e.detail.classList.toggle("hg-folded") },
                    t.span({ className: "txt" }, "全部栏目"), t.i({ className: "ri-arrow-down-s-line", ariaHidden: true }),
                ));
            }
        };
        if (collection.name == "requests" || !record?.id || record.collectionName) {
            return show(record);
        }
        app.pb.collection(collection.name).getOne(record.id, { requestKey: null }).then((full) => feature("record panel", () => show(full))).catch(complain);
    }));
});
