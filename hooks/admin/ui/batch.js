// Several rows at once: what will be done and what will not is said first, each row then goes through the same door as
// its own button, and what became of each is said at the end.

const batches = (() => {
    const unless = (why) => (why ? { why } : {});
    const suggested = (r) => r.suggested_name || r.expand?.suggested_org?.name || "建议的单位";

    // A batch says of each row why it cannot be done (or nothing), and does one row. Some ask something first.
    const all = {
        residents: [
            {
                label: "通过实名", done: "通过", unit: "位", name: (r) => r.name,
                fields: () => [{ name: "how", label: "这几位都是怎样核实的", type: "choice", required: true, options: howKnown }],
                sort: (r) => unless(r.erased_at ? "个人信息已删除" : r.link_state == "to_check" ? "这个号码以前登记过，请先核对" : r.real_name == "confirmed" ? "已经通过" : ""),
                run: (r, values) => ask(`/api/residents/${r.id}/verify`, values, "POST"),
            },
            {
                label: "核对为同一人", done: "关联", unit: "位", name: (r) => r.name,
                hint: "只关联号码、姓名都和以前一份登记一样的；其余的请一位一位核对。",
                prepare: earlier,
                sort: (r, known) => unless(r.link_state != "to_check" ? "不用核对" : known[r.id] ? "" : "没有一份号码、姓名都一样的登记，或不止一份"),
                more: (r, known) => `与${clock.short(known[r.id].created)}登记的“${known[r.id].name}”是同一人`,
                run: (r, values, known) => ask(`/api/residents/${r.id}/link`, { to: known[r.id].id }, "POST"),
            },
        ],
        requests: [
            {
                label: "受理", done: "受理", unit: "件", name: (r) => r.request_no,
                sort: (r) => unless(r.status != "pending" ? `现在是“${words.value("requests", "status", r.status)}”` : r.urgent ? "紧急的请一件一件先处置" : ""),
                more: (r) => r.summary,
                run: (r) => ask(`/api/requests/${r.id}/accept`, {}, "POST"),
            },
            {
                label: "采纳并派单", done: "派出", unit: "件", name: (r) => r.request_no,
                hint: "只派机器有把握的；没有把握的请点开看过再派。",
                sort: (r) => unless(!["pending", "accepted"].includes(r.status) ? `现在是“${words.value("requests", "status", r.status)}”` : r.urgent ? "紧急的请一件一件先处置"
                    : !verbs.canTakeSuggestion(r) ? "没有能直接采纳的建议" : !["sure", "staff"].includes(r.sureness) ? `机器${r.sureness_label || "没有把握"}` : ""),
                more: (r) => `${r.summary || ""} → ${suggested(r)}`,
                run: async (r) => {
                    if (r.status == "pending") {
                        await ask(`/api/requests/${r.id}/accept`, {}, "POST");
                    }
                    await ask(`/api/requests/${r.id}/dispatch`, { org: r.suggested_org }, "POST");
                },
            },
        ],
        volunteers: [{
            label: "同意", done: "同意", unit: "位", name: (r) => r.name, hint: "实名还没有核对的会留下来；未满 18 周岁的请一位一位问过监护人再同意。",
            sort: (r) => unless(r.state != "pending" ? `现在是“${words.value("volunteers", "state", r.state)}”` : r.minor ? "未满 18 周岁，请先问过监护人" : ""),
            run: (r) => ask(`/api/volunteers/${r.id}/decide`, { decision: "approve" }, "POST"),
        }],
        posters: [{ label: "打印海报", print: (rows) => rows.filter((r) => r.state == "active").map((r) => r.code), none: "选中的海报都停用了，没有可打印的" }],
        buildings: [{
            label: "打印海报", none: "没有选中楼栋",
            print: async (rows) => (await ask("/api/posters/batch", { scope: "building", buildings: rows.map((r) => r.id) })).codes,
        }],
    };

    // earlier finds, for each who is to be checked, the one earlier registration with her number and her name.
    async function earlier(rows) {
        const known = {};
        for (const r of rows.filter((r) => r.link_state == "to_check")) {
            const filter = app.pb.filter("phone = {:phone} && id != {:id} && link_state != 'linked' && created < {:created} && active = true", { phone: r.phone, id: r.id, created: r.created });
            const same = (await app.pb.collection("residents").getFullList({ filter, requestKey: null })).filter((o) => o.name == r.name);
            if (same.length == 1) {
                known[r.id] = same[0];
            }
        }
        return known;
    }

    // read takes the rows as they are now, not as the list showed them.
    async function read(collection, ids) {
        const rows = [];
        for (let i = 0; i < ids.length; i += 30) {
            const filter = ids.slice(i, i + 30).map((id) => app.pb.filter("id = {:id}", { id })).join(" || ");
            rows.push(...await app.pb.collection(collection).getFullList({ filter, expand: collection == "requests" ? "suggested_org" : "", requestKey: null }));
        }
        return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    }

    async function start(batch, collection, ids) {
        const rows = await read(collection, ids);
        if (batch.print) {
            const codes = await batch.print(rows);
            return codes.length ? printPage("posters/" + codes.join(",")) : app.toasts.info(batch.none);
        }
        const known = await batch.prepare?.(rows);
        const sorted = rows.map((r) => ({ r, why: batch.sort(r, known).why || "" }));
        const able = sorted.filter((s) => !s.why).map((s) => s.r), left = sorted.filter((s) => s.why);
        const filled = batch.fields && able.length ? form(batch.fields()) : null;
        const state = store({ at: 0 });
        const list = (items) => t.ul({ className: "hg-batch" }, items);
        openDialog({
            wide: true,
            title: `${batch.label} · 选了 ${rows.length} ${batch.unit}`,
            content: [
                t.p(null, t.strong(null, able.length ? `将${batch.label} ${able.length} ${batch.unit}：` : `没有能${batch.label}的。`)),
                able.length ? list(able.map((r) => t.li(null, t.b(null, batch.name(r)), batch.more ? t.small(null, " " + batch.more(r, known)) : ""))) : "",
                left.length ? [t.p(null, `${left.length} ${batch.unit}不办：`), list(left.map((s) => t.li(null, t.b(null, batch.name(s.r)), t.small(null, " " + s.why))))] : "",
                batch.hint ? t.p({ className: "hg-hint" }, batch.hint) : "",
                filled ? filled.elements : "",
                t.p({ className: "hg-hint", ariaLive: "polite" }, () => (state.at ? `正在办第 ${state.at} ${batch.unit}，共 ${able.length} ${batch.unit}，请不要关…` : "")),
            ],
            submit: able.length ? { label: `${batch.label} ${able.length} ${batch.unit}`, run: () => each(batch, able, left, filled?.values() || {}, known, state) } : undefined,
        });
    }

    // each does one row after another. One that is refused does not stop the rest; when the server is gone, the rest is
    // told as not done.
    async function each(batch, rows, left, values, known, state) {
        const done = [], failed = [];
        let gone = "";
        for (const r of rows) {
            if (gone) {
                failed.push({ r, why: gone });
                continue;
            }
            state.at = done.length + failed.length + 1;
            try {
                await batch.run(r, values, known);
                done.push(r);
            } catch (err) {
                failed.push({ r, why: err.message });
                gone = err.status ? "" : "还没有办：连不上服务器"; // status 0: nothing came back
            }
        }
        state.at = 0;
        const wrong = failed.concat(left);
        openDialog({
            title: `${batch.label} · 办完了`,
            content: [
                t.p({ className: "hg-said", role: "status" }, `${done.length} ${batch.unit}${batch.done}` + (failed.length ? `，${failed.length} ${batch.unit}没有` : "") + (left.length ? `，${left.length} ${batch.unit}不用办或要单独办` : "") + "。"),
                wrong.length ? t.ul({ className: "hg-batch" }, wrong.map((f) => t.li(null, t.b(null, batch.name(f.r)), t.small(null, " " + f.why)))) : "",
            ],
        });
        numbers.ask().catch(() => {});
        document.querySelector(".page-header .rotate-btn")?.click(); // the list as it is now
    }

    return { all, start };
})();

feature("batches", () => {
    // The ticked rows carry their id at the end of the id of their box.
    const ticked = (list) => [...list.querySelectorAll("tbody td.col-bulk-select input:checked")].map((box) => box.id.slice(-15));

    document.addEventListener("mount:recordsList", (e) => feature("batch buttons", () => {
        const bar = e.detail.querySelector(".records-bulkbar");
        if (!bar || bar.querySelector(".hg-batches")) {
            return;
        }
        bar.querySelector(".m-r-auto").after(t.span({ className: "hg-batches" }, () => {
            app.store.collections; // again when they have been read
            const name = shownCollection()?.name;
            return (batches.all[name] || []).map((b) => verbs.busyButton("sm pill hg-strong", b.label, () => batches.start(b, name, ticked(e.detail)).catch(complain)));
        }));
    }));
});
