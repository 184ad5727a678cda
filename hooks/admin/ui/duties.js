// 任职: appoint, go on, end, hand over; the roster for the wall and the week for the door.

rowActions.duties = (record) => {
    if (record.ended_at) {
        return [];
    }
    return [
        record.until_day ? verbs.busyButton("sm outline", "续任", () => renewDuty(record)) : "",
        verbs.busyButton("sm outline", "交接", () => handOverDuty(record), "结束这一任，同时任命下一任"),
        verbs.busyButton("sm outline", "结束", () => endDuty(record)),
    ];
};

dialogPanels.duties = (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.duties(record));

// personInput finds somebody by a few letters of her name or the end of her number: among the staff, among residents who
// proved who they are, or takes a name as it is typed.
choices.person = (field) => {
    const state = store({ words: "", found: [], picked: null, asked: "" });
    const seek = t.input({
        type: "search", name: field.name, placeholder: "打姓名找工作人员或居民", ariaLabel: field.label,
        oninput: (e) => {
            state.words = e.target.value.trim();
            find(state.words);
        },
    });
    async function find(words) {
        if (!words) {
            state.found = [];
            return;
        }
        const filter = app.pb.filter("active = true && name ~ {:w}", { w: words });
        try {
            const [staff, residents] = await Promise.all([
                app.pb.collection("staff").getList(1, 6, { filter, requestKey: null }),
                app.pb.collection("residents").getList(1, 6, { filter: filter + " && linked_to = ''", expand: "building", requestKey: null }),
            ]);
            if (words == state.words) {
                state.found = staff.items.map((s) => ({ staff: s.id, label: `${s.name}（${roleOf(s)}）` })).concat(residents.items.map((r) => ({
                    resident: r.id, label: `${r.name}（居民 ${[r.expand?.building?.name, r.phone_masked].filter(Boolean).join(" ")}）`, known: r.real_name == "confirmed",
                })));
                state.asked = words;
            }
        } catch (err) {
            complain(err);
        }
    }
    const pick = (one) => {
        state.picked = one;
        state.words = seek.value = "";
        state.found = [];
    };
    const element = t.div(
        { className: "hg-field" },
        t.b(null, field.label, t.span({ className: "hg-must" }, " *")),
        () => (state.picked ? t.p({ className: "hg-picked" }, "任命：", t.strong(null, state.picked.label)) : ""),
        seek,
        () => (state.words && state.asked ? t.div(
            { className: "hg-choices" },
            state.found.map((one) => t.button({ type: "button", className: "hg-choice", disabled: one.known === false, title: one.known === false ? "还没有通过实名，请先核对本人" : "", onclick: () => pick(one) }, one.label + (one.known === false ? " 未实名" : ""))),
            t.button({ type: "button", className: "hg-choice", onclick: () => pick({ name: state.words, label: state.words }) }, `就写“${state.words}”`),
        ) : ""),
    );
    return { element, field, read: () => {
        const p = state.picked?.__raw || state.picked || {};
        return { staff: p.staff || "", resident: p.resident || "", name: p.name || "" };
    } };
};

const roleOf = (staff) => words.value("staff", "role", staff.role);

// dutyTerm are the fields every appointment has.
function dutyTerm(kind) {
    const today = clock.today(), [y, m, d] = today.split("-");
    const year = new Date(Date.UTC(+y + 1, m - 1, d - 1)).toISOString().slice(0, 10); // a whole year, its last day included
    const fixed = kind == "building_head" || kind == "part_time_grid";
    return [
        { name: "from_day", label: "任期从哪天起", type: "date", value: today, required: true },
        { name: "until_day", label: fixed ? "到哪天止（含这一天）" : "到哪天止（不定期的不填）", type: "date", value: fixed ? year : "", required: fixed },
        { name: "appointed_by", label: "谁任命的", type: "text", required: true, hint: "如：社区党委、居民代表会议" },
        { name: "phone", label: "名册上的电话", type: "tel", hint: "不填就用登记的电话" },
        { name: "shown", label: "本人同意公开姓名和电话", type: "bool", help: fixed ? "同意了，本楼居民在“我的”里看得到，能打电话；名册上也印。" : "居民任职的，同意了名册上才印全名和电话。" },
    ];
}

// dutyCharge is what a kind of duty is about.
async function dutyCharge(kind) {
    if (kind == "building_head") {
        const { estates } = await ask("/api/places");
        return [{ name: "building", label: "哪幢楼", type: "choice", required: true, options: estates.flatMap((e) => e.buildings.map((b) => ({ value: b.id, label: `${e.name} ${b.name}` }))) }];
    }
    if (kind == "grid_worker" || kind == "part_time_grid") {
        const grids = await app.pb.collection("grids").getFullList({ sort: "no", requestKey: null });
        return [{ name: "grid", label: "哪个网格", type: "choice", required: true, options: grids.map((g) => ({ value: g.id, label: `${g.no} ${g.name}` })) }];
    }
    if (kind == "contact" || kind == "team") {
        const orgs = await app.pb.collection("orgs").getFullList({ filter: "active=true", sort: "kind,name", requestKey: null });
        return [
            { name: "title", label: "职务", type: "text", required: kind == "team", hint: "写在名册上，如：党委书记、社区民警" },
            { name: "org", label: "哪个单位", type: "choice", required: kind == "contact", options: orgs.map((o) => ({ value: o.id, label: o.name })) },
        ];
    }
    return [
        { name: "title", label: "职务", type: "text", hint: "印在门上，如：社区书记" },
        { name: "days", label: "星期几接访", type: "days", required: true },
        { name: "from_time", label: "从几点起", type: "text", value: "08:30", required: true },
        { name: "to_time", label: "到几点止", type: "text", value: "11:30", required: true },
        { name: "place", label: "在哪里", type: "text", hint: "如：一楼接访室" },
    ];
}

// Days of the week to tick.
choices.days = (field) => {
    const boxes = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((code) => ({ code, box: t.input({ type: "checkbox", name: field.name }) }));
    return {
        field, element: t.div({ className: "hg-field" }, t.b(null, field.label, t.span({ className: "hg-must" }, " *")),
            t.div({ className: "hg-choices" }, boxes.map(({ code, box }) => t.label({ className: "hg-choice" }, box, t.span(null, words.value("watches", "days", code)))))),
        read: () => ({ days: boxes.filter(({ box }) => box.checked).map(({ code }) => code) }),
    };
};

// appointDuty asks first what for; the form that follows asks only for that.
function appointDuty() {
    const kinds = ["building_head", "part_time_grid", "grid_worker", "contact", "reception", "team"];
    const dialog = openDialog({
        title: "任命",
        content: [t.p({ className: "hg-hint" }, "任命什么？"), t.div({ className: "hg-choices" }, kinds.map((kind) => t.button({
            type: "button", className: "hg-choice", onclick: async () => {
                dialog.close();
                await appointTo(kind).catch(complain);
            },
        }, words.value("duties", "kind", kind))))],
    });
}

async function appointTo(kind) {
    const resident = kind == "building_head" || kind == "part_time_grid";
    const filled = form([{ name: "person", label: resident ? "哪位居民（先通过实名）" : "谁", type: "person" }, ...await dutyCharge(kind), ...dutyTerm(kind)], true);
    openDialog({
        title: "任命" + words.value("duties", "kind", kind),
        content: filled.elements,
        submit: {
            label: "任命",
            run: async () => {
                await ask("/api/duties", { kind, ...filled.values() }, "POST");
                app.toasts.success("已任命");
                refreshList();
            },
        },
    });
}

function renewDuty(record) {
    const filled = form([{ name: "until_day", label: "续到哪天（含这一天）", type: "date", required: true, value: String(+record.until_day.slice(0, 4) + 1) + record.until_day.slice(4) }]);
    openDialog({ title: "续任 · " + dutyName(record), content: [t.p({ className: "hg-hint" }, `现在到 ${clock.day(record.until_day)}。`), filled.elements], submit: { label: "续任", run: () => changeDuty(record, "renew", filled.values(), "已续任") } });
}

const reasons = ["任期满了", "本人提出", "搬走了", "工作调动"];
const why = { name: "reason", label: "为什么结束", type: "reason", required: true, options: reasons.map((r) => ({ value: r, label: r })) };

function endDuty(record) {
    const filled = form([why]);
    openDialog({
        title: "结束任职 · " + dutyName(record),
        content: [t.p({ className: "hg-hint" }, "马上生效：本人不再看到本楼的诉求，居民也不再看到这位楼长。"), filled.elements],
        submit: { label: "结束", danger: true, run: () => changeDuty(record, "end", filled.values(), "已结束") },
    });
}

function handOverDuty(record) {
    const filled = form([why, { name: "person", label: "交给谁", type: "person" }, ...dutyTerm(record.kind)], true);
    openDialog({
        title: "交接 · " + dutyName(record),
        content: [t.p({ className: "hg-hint" }, "前一任马上结束，同一个任职交给下一任。"), filled.elements],
        submit: { label: "交接", run: () => changeDuty(record, "hand_over", filled.values(), "已交接") },
    });
}

const dutyName = (record) => (record.title || words.value("duties", "kind", record.kind)) + " " + record.name;

async function changeDuty(record, verb, values, told) {
    await ask(`/api/duties/${record.id}/${verb}`, values, "POST");
    app.toasts.success(told);
    await reload(record);
    refreshList();
}

// refreshList reads the open list again: a hand-over makes a row that was not there.
function refreshList() {
    setTimeout(() => document.querySelector(".page-header .rotate-btn")?.click(), 300);
}

feature("buttons above the duties", () => {
    document.addEventListener("mount:recordsList", (e) => feature("duty buttons", () => {
        if (e.detail.closest(".modal") || e.detail.parentElement.querySelector(".hg-duties:not(.hg-rewards)")) {
            return;
        }
        e.detail.before(t.div({ className: "hg-duties hg-verbs" }, () => {
            app.store.collections; // again when they have been read
            return shownCollection()?.name != "duties" ? undefined : [
                verbs.busyButton("sm hg-strong", "任命", appointDuty),
                verbs.busyButton("sm outline", "打印工作团队名册", () => printPage("team/now")),
                verbs.busyButton("sm outline", "导出名册", () => saveFile("/api/duties/team.xlsx", "工作团队名册.xlsx").catch(complain)),
                verbs.busyButton("sm outline", "打印接访排班", () => printPage("reception/now")),
            ];
        }));
    }));
});
