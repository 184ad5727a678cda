// 工作台: what burns, what is to be done first today, the Friday report and the machine's health; below it what falls
// due and the last twelve weeks.
import { fridayCard } from "./desk_friday.js";
import { verdict } from "./figures_table.js";
import { suggestions } from "./desk_suggestions.js";
import { weeks } from "./desk_weeks.js";

const { numbers, clock, listHref, takeDown, verbs } = window.hongguan;
const { busyButton } = verbs;

const every = 20000; // ms between two looks when nothing is announced

export function page() {
    const state = store({ now: Date.now() });
    let timer, ticking, unsubscribe, soon;

    const refresh = () => numbers.ask().catch(() => {});
    const announced = () => {
        clearTimeout(soon);
        soon = setTimeout(refresh, 800);
    };

    return t.div(
        {
            className: "page hg-desk",
            onmount: async () => {
                setup();
                refresh();
                timer = setInterval(() => document.visibilityState == "visible" && refresh(), every);
                ticking = setInterval(() => (state.now = Date.now()), 15000);
                try {
                    unsubscribe = await app.pb.collection("requests").subscribe("*", announced);
                } catch (err) {
                    console.warn("hongguan: realtime", err);
                }
            },
            onunmount: () => {
                clearInterval(timer);
                clearInterval(ticking);
                clearTimeout(soon);
                unsubscribe?.().catch?.(() => {});
            },
        },
        t.div({ className: "page-content hg-page" }, () => {
            const all = numbers.state.all?.__raw || numbers.state.all;
            if (!all && numbers.state.error) {
                return failed(numbers.state.error, refresh);
            }
            if (!all) {
                return t.div({ className: "hg-loading" }, t.span({ className: "loader lg" }), t.p(null, "正在数今天要办的事…"));
            }
            return [
                heading(all, state, refresh),
                ...banners(all.health),
                all.maintenance ? t.div({ className: "alert warning" }, "程序正以维护方式运行：表结构、SQL 等已放开，用完请正常重启。") : "",
                numbers.state.error ? t.div({ className: "alert warning" }, `数字停在 ${clock.short(new Date(numbers.state.at))}：${numbers.state.error}`) : "",
                t.div(
                    { className: "hg-columns" },
                    t.div({ className: "hg-main" }, urgent(all), first(all), dueSoon(all), weeks(all.weeks || []), suggestions(all.suggestions)),
                    t.aside({ className: "hg-side" }, onWatch(all.watch), fridayCard(all.friday, state, refresh), health(all.health), rates(all.rates)),
                ),
            ];
        }),
    );
}

// A new office goes to the wizard once.
async function setup() {
    try {
        const { items } = await app.pb.collection("communities").getList(1, 1, { requestKey: null });
        if (items[0] && !items[0].setup_done && !sessionStorage.getItem("hgSetupSeen")) {
            sessionStorage.setItem("hgSetupSeen", "1");
            location.hash = "#/setup";
        }
    } catch (err) {
        console.warn("hongguan: setup", err);
    }
}

function failed(message, again) {
    return t.div(
        { className: "hg-empty" },
        t.p(null, "没有读到今天的数字：" + message),
        t.button({ type: "button", className: "btn hg-strong", onclick: again }, "重试"),
    );
}

function heading(all, state, refresh) {
    return t.header(
        { className: "hg-heading" },
        t.h1(null, "工作台"),
        t.p(null, () => (state.now, clock.full(clock.now()).replace(/:\d\d$/, ""))),
        t.div({ className: "hg-heading-buttons" },
            t.a({ className: "btn transparent sm", href: "#/help/daily" }, t.span({ className: "txt" }, "每天五分钟")),
            busyButton("outline sm", "代登记", takeDown, "替来访、来电的居民登记"),
            busyButton("transparent sm", "刷新", refresh)),
    );
}

function urgent(all) {
    const emergency = (all.counters || []).find((c) => c.key == "emergency");
    const n = emergency?.count || 0;
    return t.div(
        { className: "hg-urgent" },
        t.a(
            { className: "hg-alarm" + (n ? " on" : ""), href: emergency ? listHref(emergency.collection, emergency.filter, emergency.sort) : "#/desk" },
            t.i({ className: n ? "ri-alarm-warning-fill" : "ri-shield-check-line", ariaHidden: true }),
            t.div(null, t.strong(null, n ? `紧急 ${n} 件` : "没有紧急事项"), t.small(null, n ? emergency.hint || waited(emergency.oldest || "") || "请马上回电" : "有人报险会立刻显示在这里")),
        ),
        t.a(
            { className: "hg-alarm quiet" + (all.sealed || all.sealed_upper ? " some" : ""), href: "#/sealed" },
            t.i({ className: "ri-mail-lock-line", ariaHidden: true }),
            t.div(null, t.strong(null, all.sealed ? `保密 ${all.sealed} 件` : "没有未办的保密来信"),
                t.small(null, all.sealed_upper ? `另有 ${all.sealed_upper} 件归上级联系人，这里只显示件数` : "只有书记能看，每次查看都有记录")),
        ),
    );
}

// 谁在值班, and where the roster is filled in.
function onWatch(watch) {
    if (!watch) {
        return "";
    }
    const roster = t.a({ href: "#/collections?collection=watches" }, watch.empty ? "去排值班表" : "值班表");
    return t.section(
        { className: "hg-card" },
        t.h2(null, "谁在值班"),
        (watch.on || []).map((p) => t.p(null, t.b(null, p.name), " ", p.phone ? t.a({ href: "tel:" + p.phone }, p.phone) : "", t.small({ className: "hg-legend" }, " 到 " + clock.short(p.to)))),
        watch.on?.length ? "" : t.p({ className: watch.empty ? "alert warning" : "" }, watch.empty ? "还没有排值班表：有人报险时不知道通知谁，居民看到的是“现在无人值守”。" : watch.sentence),
        watch.on?.length && watch.next ? t.p({ className: "hg-hint" }, `下一班：${watch.next.name}，${clock.short(watch.next.from)} 起`) : "",
        t.p(null, roster),
    );
}

function first(all) {
    const counters = (all.counters || []).filter((c) => c.key != "emergency");
    const open = counters.filter((c) => c.count > 0);
    return t.section(
        { className: "hg-card" },
        t.h2(null, "今天先办"),
        open.length ? "" : t.p({ className: "hg-kind" }, "都办完了，今天可以去楼道里走走。"),
        t.div({ className: "hg-counters" }, counters.map((c) => t.a(
            {
                className: `hg-counter hg-${c.count ? c.tone || "grey" : "none"}`,
                title: c.hint || "",
                href: c.collection ? listHref(c.collection, c.filter, c.sort) : "#/desk",
            },
            t.b(null, String(c.count)), t.span(null, c.label), c.count && c.oldest ? t.small(null, waited(c.oldest)) : "",
        ))),
    );
}

// waited says how long the oldest has been waiting; the server may give a time or a sentence.
function waited(oldest) {
    return /^\d{4}-/.test(oldest) ? "最早 " + clock.short(oldest) : oldest;
}

function dueSoon(all) {
    const rows = all.due_soon || [];
    return t.section(
        { className: "hg-card" },
        t.h2(null, "超期和快到期的"),
        rows.length ? t.div({ className: "hg-scroll" }, t.table(
            { className: "hg-table" },
            t.thead(null, t.tr(null, ["编号", "事项", "地点", "承办单位", "期限"].map((h) => t.th(null, h)))),
            t.tbody(null, rows.map((r) => t.tr(
                null,
                t.td(null, t.a({ href: `#/collections?collection=requests&record=${r.id}` }, r.request_no)),
                t.td(null, r.summary), t.td(null, r.place_label), t.td(null, r.handler_name || "未派单"),
                t.td(null, t.span({ className: "hg-lamp hg-" + ({ red: "red", yellow: "orange", green: "green" }[r.lamp] || "grey") }, r.lamp_label || ""), " ", t.span({ className: "hg-when" }, clock.short(r.due_at))),
            ))),
        )) : t.p({ className: "hg-kind" }, "这两天没有到期的诉求。"),
    );
}

// What must not wait among the machine's lines: a report that did not go out, a year without its holidays.
const banners = (health) => (health?.lines || []).filter((l) => l.banner).map((l) => t.p({ className: "hg-shout hg-" + (l.state == "bad" ? "red" : "orange"), role: "alert" },
    l.sentence, " ", t.a({ href: { 周报: "#/friday", 日历: "#/holidays" }[l.label] || "#/jobs" }, "去处理")));

function health(health) {
    const icons = { ok: "ri-checkbox-circle-fill", warn: "ri-error-warning-fill", bad: "ri-close-circle-fill" };
    const lines = health?.lines || [];
    return t.section(
        { className: "hg-card" },
        t.h2(null, "机器状况"),
        t.p({ className: "hg-lampline hg-" + (health?.ok ? "green" : "red") }, health?.ok ? "一切正常" : "有需要处理的"),
        t.ul({ className: "hg-health" }, lines.map((l) => t.li(
            { className: "hg-" + ({ ok: "green", warn: "orange", bad: "red" }[l.state] || "grey") },
            t.i({ className: icons[l.state] || "ri-question-line", ariaHidden: true }),
            t.div(null, t.b(null, l.label), t.span(null, l.sentence)),
        ))),
    );
}

// 三率 always with how many people stand behind them.
function rates(rates) {
    const shown = Object.values(rates || {}).filter((r) => r?.label);
    return shown.length ? t.section(
        { className: "hg-card" },
        t.h2(null, "三率和按时率", rates.period ? t.small({ className: "hg-legend" }, rates.period) : ""),
        t.ul({ className: "hg-rates" }, shown.map((r) => t.li(null, t.b(null, r.label), verdict(r), t.span(null, r.sentence + (r.target ? `，目标 ${Math.round(r.target * 100)}%` : ""))))),
        t.p(null, t.a({ href: "#/figures" }, "分单位、楼幢看")),
    ) : "";
}
