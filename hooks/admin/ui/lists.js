// The lists of records: the columns the office looks at first, in its order, and the numbers' quick filters above.

// Columns shown at first. hg_* are made here from several fields; see row.js.
const columns = {
    requests: ["request_no", "hg_matter", "hg_state", "hg_handler", "due_at", "hg_do"],
    residents: ["name", "phone", "estate", "building", "room", "real_name", "link_state", "hg_do"],
    posters: ["code", "place_label", "state", "scans", "hg_do"],
    handovers: ["leaving_name", "coming_name", "begun_at", "finished_at", "cancelled_at"],
    duties: ["title", "name", "until_day", "hg_do", "kind", "building", "grid", "org", "from_day", "appointed_by", "ended_at", "ended_reason"],
    volunteers: ["name", "kind", "state", "hg_do", "sending_org", "skills", "times", "applied_at", "minor", "external_no", "insured_until"],
    orders: ["order_no", "title", "starts_at", "ends_at", "place_label", "state", "hg_do", "capacity", "path", "for_whom", "responsible", "risky"],
    claims: ["order", "volunteer", "state", "hg_do", "in_at", "out_at", "confirmed_how", "quality", "thanks"],
    service_records: ["record_no", "volunteer", "activity", "day", "minutes", "state", "hg_do", "wish_state", "wish", "for_whom", "recorder", "exported_at"],
    projects: ["title", "state", "from_day", "until_day", "partners", "responsible"],
    milestones: ["project", "title", "due_day", "done_day", "note"],
    certificates: ["certificate_no", "name", "issued_at", "minutes", "state", "hg_do", "handler", "reason"],
    rewards: ["name", "kind", "hg_stock", "cost", "hg_do", "per_year", "source", "budget_year", "worth", "from_day", "until_day", "active"],
    redemptions: ["at", "reward_name", "resident", "cost", "state", "fetch_by", "ended_at", "ended_by", "ended_reason"],
    stock_moves: ["at", "reward", "kind", "amount", "left", "reason", "by_label"],
    point_rules: ["name", "trigger", "amount", "per", "daily_cap", "valid_months", "needs_confirmation", "from_day", "until_day", "active"],
    point_adjustments: ["proposed_at", "account", "amount", "reason", "state", "proposed_by", "hg_do", "decided_by", "decided_at", "refused_reason"],
    point_entries: ["at", "account", "kind", "amount", "balance", "debt", "sentence", "expires_at", "by_label"],
    visits: ["at", "kind", "place_label", "said", "request", "hg_do", "outcome", "by_label"],
    request_events: ["at", "request", "verb", "actor_label", "sentence"],
    replies: ["at", "request", "org", "text", "solved", "state"],
    assignments: ["at", "request", "org", "kind", "state", "due_at", "signed_by"],
    call_backs: ["at", "request", "reached", "solved", "stars", "words"],
    referrals: ["referral_no", "request", "urgency", "handler_org", "state", "reply_by", "hg_do"],
    weekly_reports: ["week", "slot_at", "state", "subject", "signed_by", "hg_do", "late"],
    outbox: ["subject", "to", "state", "sent_at", "hg_do", "last_error"],
    orgs: ["name", "kind", "contact_name", "contact_phone", "hg_do", "email", "estates", "reply_review", "active"],
    elder_cards: ["resident", "given_at", "given_by", "used_at", "uses", "revoked_at", "revoked_by"],
    org_links: ["org", "made_at", "expires_at", "revoked_at", "opened_at", "opens", "code_failures"],
    staff: ["name", "account", "role", "first_password", "hg_do", "org", "phone", "active"],
    estates: ["name", "kind", "built_year", "households", "property", "committee"],
    buildings: ["estate", "name", "grid", "households", "aliases"],
    units: ["building", "name", "sort"],
    grids: ["no", "name", "estate"],
    watches: ["name", "phone", "days", "from_time", "to_time", "from_day", "to_day", "email", "active"],
    reminders: ["at", "request", "rung", "told", "due_at"],
    alerts: ["at", "request", "step", "told", "why"],
    matters: ["name", "category", "tier", "handler_kind", "days", "keywords", "active"],
    corrections: ["at", "change", "reason", "hg_do", "undone_at", "request"],
    routes: ["matter", "estate", "org", "note", "active"],
    matter_history: ["at", "name", "action", "actor_label", "changes", "note"],
    faq_cases: ["question", "keywords", "matter", "pinned", "active", "helped"],
    resources: ["name", "kind", "offer", "phone", "hours", "active"],
    posts: ["title", "kind", "state", "hg_do", "estates", "buildings", "publish_at", "expires_at", "pinned"],
    workday_calendar: ["day", "working", "note"],
    roster_entries: ["name", "phone", "building", "unit", "room", "note"],
    job_runs: ["job", "slot", "state", "started_at", "finished_at", "note"],
    audit_entries: ["seq", "at", "actor_label", "action", "target_collection", "note"],
    communities: ["name", "code", "street", "phone", "public_url"],
    _superusers: ["email", "created", "updated"],
};

// What the office should know before it writes into a list.
const notes = {
    workday_calendar: "国家公布的节假日和调休，程序里已经有了。这里只写例外：多放一天、多上一天班。明年的放假通知整段粘到“设置 → 工作日历”。",
    matters: "居民的话里出现关键词，就按这一行分类、建议派单。改了只影响以后的诉求。试一试、导出导入在“设置 → 派单目录”。",
    corrections: "工作人员改过的分类。以后相近的话照此建议；改错了就撤销。可以按事项名称、理由查找。",
    routes: "某个事项在某个小区要交给别的单位，写在这里，先于默认的派单办法。反映哪家单位，就不会派给哪家。",
    matter_history: "派单目录和派单规则的每次改动。要恢复成哪一版，请打开那个事项，在最下面点“恢复成这一版”。",
    faq_cases: "居民打字时，问得上的答案会先出来；“查答案”页也查得到。随程序带来的是通用说法，请按本地规定改一遍。",
    posts: "写给居民看的通知、活动、公示。先存成草稿，点“预览”看一遍，再点“发布”。到期的自己收起；发错了点“撤下”。",
    resources: "能帮上忙的地方：窗口、店铺、公益服务。写明电话，居民一点就能打。",
    roster_entries: "只用来在居民登记时默默核对，不会给任何人建账号。",
    duties: "谁担任什么、到哪天。14 天内到期会提醒，到期当天夜里 12 点自动结束。结束、交接都在每一行上办，以前各任都留着。",
    rewards: "积分能换什么。优先权排在前面，物品要写经费来源和单价。车位、入学、补贴要居民议事会表决过。写好后点“入库”，居民手机上才能兑换。",
    redemptions: "居民兑换了什么、领了没有。交付、取消都在工作台“兑换”里办；14 天没有来领的自动取消，积分退回。",
    stock_moves: "每一件兑换品的进出。只增不改；进货、损坏、盘点在兑换品每一行上办。",
    point_rules: "为什么事给几分。存之前点“试算”，看看最近 90 天按新的规则会给多少。改了只影响以后的服务，给过的不变。登记、反映事情、评价、发言、登录都不给积分。",
    volunteers: "居民在手机上报名，核对实名后同意，就能接单。未满 18 周岁的先问过监护人。编号、保险到期可以直接改。",
    orders: "请志愿者做的事，在工作台“志愿服务”里发布、签到、办完。",
    claims: "谁接了哪一单、几点到几点走。签退以后，被帮助的居民点一下或社区打电话问过，才记入时长。",
    service_records: "法定的服务记录，不能手改：本人要求更正的点“答复更正”，记错的点“作废”，原来的都留着。",
    certificates: "出具过的志愿服务证明。到“志愿者”里点“出具证明”；撤销以后编号留着，扫码会看到已经撤销。",
    projects: "和共建单位一起做的项目；每一步写在“项目步骤”里，要人手就从工作台发点单。",
    point_adjustments: "积分记错了的更正：一个人提出，另一个人同意，才会入账。自己的积分不能自己经手。在工作台“兑换”里提出。",
    point_entries: "每一笔积分从哪里来、用在哪里。只增不改，改错用冲销；余分由数据库逐笔核对。",
    visits: "接访、走访、巡查的记录，在工作台“走访”里记。要办理的点“转为诉求”，原话、地点、姓名都带过去，不用再填。",
    watches: "有人报险时，通知此刻值班的人。平时的班选“哪些天”；节假日单独排班的，另加一行，只写起止日期，那几天就按日期的排班。一个人一行。",
    staff: "谁能登录工作台。标着“还没改”的，密码是别人给的，本人登录后先改密码才能办事；忘了密码点“给新密码”。人走了不要删，取消“在岗”。",
    orgs: "承办单位和收件单位。填了邮箱的，派单时会同时发邮件。“总链接”给没有账号的单位：填对接码就能看、能办它的全部诉求。",
    elder_cards: "发给老人的便民卡。要做、要停，到“居民”里点“便民卡”。",
    org_links: "发给各单位的总链接。每复制一次、每发一次周报，有效期顺延半年；发错了群，到“单位”里点“总链接”换一个新的。",
    audit_entries: "谁看过、改过、导出过什么。要按人、按时间查找，导出，或核对有没有被改过，请到“设置 → 操作日志”。",
    estates: "小区的物业和业委会在这里填，派单时就按它找人。",
};

const made = { hg_state: "ri-flag-line", hg_matter: "ri-chat-1-line", hg_handler: "ri-team-line", hg_do: "ri-hand-coin-line", hg_stock: "ri-archive-line" };

// reloadList reads a filtered list again after something was done: what no longer belongs there goes.
function reloadList() {
    if (address.query.get("filter")) {
        setTimeout(() => document.querySelector(".page-header .rotate-btn")?.click(), 300);
    }
}

feature("columns", () => {
    const remembered = new WeakMap();

    function arranged(collection) {
        const raw = collection?.__raw || collection;
        if (!raw?.fields) {
            return raw;
        }
        if (!remembered.has(raw)) {
            remembered.set(raw, Object.assign({}, raw, { fields: inOrder(raw) }));
        }
        return remembered.get(raw);
    }

    function inOrder(collection) {
        const order = columns[collection.name] || [];
        const first = order.map((name) => (made[name]
            ? { id: name, name, type: name, hidden: true }
            : collection.fields.find((f) => f.name == name))).filter(Boolean);
        const rest = collection.fields.filter((f) => !f.primaryKey && !order.includes(f.name) && !isTechnical(collection.name, f.name));
        return first.concat(rest);
    }

    // Each browser gets our choice of columns once; afterwards its own choice stays.
    function choose(collection) {
        const order = columns[collection.name];
        const key = app.consts.COLUMNS_STORAGE_PREFIX + collection.id, done = "hgColumns_" + collection.id;
        const version = order?.join();
        if (!order || localStorage.getItem(done) == version) {
            return;
        }
        const chosen = {};
        for (const f of inOrder(collection)) {
            chosen[f.id] = order.includes(f.name);
        }
        localStorage.setItem(key, JSON.stringify(chosen));
        localStorage.setItem(done, version);
    }

    // PocketBase 0.39.11 drops the filter and the order of an address that leads to another collection than the one
    // shown before. They are given back once the list stands; until then the list is told what will come, so that it
    // is read once and what was ticked stays ticked.
    let wanted = null;
    const want = () => {
        const { collection, filter = "", sort = "" } = Object.fromEntries(new URLSearchParams(location.hash.split("?")[1] || ""));
        wanted = location.hash.startsWith("#/collections?") && (filter || sort) ? { collection, filter, sort, at: Date.now() } : null;
    };
    want();
    window.addEventListener("hashchange", want);
    const coming = () => wanted && Date.now() - wanted.at < 5000 && wanted.collection == shownCollection()?.name;

    function giveBack(props) {
        const asked = wanted;
        if (!asked || Date.now() - asked.at > 5000) {
            return;
        }
        asked.last = props; // the old page makes a list too before it leaves
        for (const ms of [60, 200, 500]) { // it may be dropped once more while the old page leaves
            setTimeout(() => feature("filter of the address", () => {
                if (asked != wanted) {
                    return;
                }
                if (asked.collection == shownCollection()?.name && (props.filter() != asked.filter || props.sort() != asked.sort)) {
                    props.onchange(asked.filter, asked.sort);
                }
                if (ms == 500 && asked.last == props) {
                    wanted = null; // from here on the list says itself what it shows
                }
            }), ms);
        }
    }

    const read = (v) => (typeof v == "function" ? v() : v);
    const list = app.components.recordsList;
    app.components.recordsList = (props) => {
        giveBack(props);
        const told = (name) => () => {
            const now = read(props[name]); // asked for in any case: what is read here is watched
            return now || (coming() ? wanted[name] : "");
        };
        return list(Object.assign({}, props, {
            filter: told("filter"),
            sort: told("sort"),
            collection: () => {
                const c = read(props.collection);
                if (c?.id) {
                    feature("choose columns", () => choose(c.__raw || c));
                }
                return feature("arrange columns", () => arranged(c)) || c;
            },
        }));
    };
});

// What stands above a list stays there while the side menu puts another list below it.
feature("quick filters", () => {
    document.addEventListener("mount:recordsList", (e) => feature("quick filters", () => {
        if (e.detail.parentElement?.querySelector(":scope > .hg-chips") || e.detail.closest(".modal")) {
            return;
        }
        e.detail.before(t.nav({ className: "hg-chips", ariaLabel: "快捷查找" }, () => {
            app.store.collections; // again when they have been read
            const name = shownCollection()?.name;
            const chips = numbers.of(name);
            if (!chips.length) {
                return notes[name] ? t.p({ className: "hg-hint" }, notes[name]) : undefined;
            }
            // "now" in a filter moves on; the chip stays the same
            const timeless = (f) => f.replace(/'\d{4}-\d\d-\d\d [^']*'/g, "''");
            const filter = timeless(address.query.get("filter") || "");
            const active = (c) => timeless(c.filter) == filter;
            document.body.classList.toggle("hg-filtered", chips.some(active));
            return [{ label: "全部", filter: "" }].concat(chips).map((c) => t.a(
                { className: "hg-chip" + (active(c) ? " active" : "") + (c.count ? " hg-" + c.tone : ""), href: listHref(name, c.filter, c.sort) },
                c.label, c.count === undefined ? "" : t.b(null, String(c.count)),
            ));
        }));
    }));
});

// listHref is the address of a filtered list in the admin UI; said is how the office calls what it is narrowed to.
function listHref(collection, filter, sort, said) {
    const query = new URLSearchParams({ collection });
    if (said) {
        filterWords.remember(filter, said);
    }
    if (filter) {
        query.set("filter", filter);
    }
    if (sort) {
        query.set("sort", sort.split(",")[0]);
    }
    return "#/collections?" + query;
}
