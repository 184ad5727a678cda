// 工作日历: paste the State Council's notice, look at what it means day by day, confirm.
const { ask, complain, form, listHref, verbs } = window.hongguan;

export function page() {
    const state = store({ years: null, error: "", preview: null });

    async function load() {
        state.error = "";
        try {
            state.years = (await ask("/api/holidays")).years;
        } catch (err) {
            state.error = err.message;
        }
    }

    return t.div({ className: "page", onmount: load }, t.div(
        { className: "page-content hg-page" },
        t.header(
            { className: "hg-heading" }, t.h1(null, "工作日历"), t.p(null, "期限按工作日算：节假日不算，调休补班的周末算。改了以后，正在办的诉求期限马上重算。"),
            t.div({ className: "hg-heading-buttons" }, t.a({ className: "btn outline sm", href: listHref("workday_calendar", "", "-day") }, "单独改一天")),
        ),
        paste(state, load),
        () => {
            if (state.error) {
                return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
            }
            const years = state.years?.__raw || state.years;
            return years ? years.map(year) : t.p({ className: "hg-loading" }, "正在读取…");
        },
    ));
}

function paste(state, load) {
    const now = new Date().getFullYear();
    const notice = form([
        { name: "year", label: "哪一年", type: "number", value: new Date().getMonth() > 8 ? now + 1 : now, required: true },
        { name: "text", label: "国务院办公厅的放假通知", type: "textarea", required: true, hint: "1月1日至3日放假调休，共3天。1月4日（星期日）上班。" },
    ]);

    async function send(apply) {
        try {
            const answer = await ask("/api/holidays", { ...notice.values(), year: Number(notice.values().year), apply });
            state.preview = apply ? null : answer;
            if (apply) {
                app.toasts.success("已录入，正在办的诉求期限已重算");
                await load();
            }
        } catch (err) {
            state.preview = null;
            complain(err);
        }
    }

    return t.section(
        { className: "hg-card hg-form" },
        t.h2(null, "录入放假安排"),
        t.p({ className: "hg-hint" }, "把通知里写日期的几段整段粘进来，先看清楚每一天，再确认。"),
        notice.elements,
        t.div({ className: "hg-actions" }, verbs.busyButton("outline", "看一看", () => send(false))),
        () => {
            const p = state.preview?.__raw || state.preview;
            return p ? [
                t.p({ className: "hg-sentence" }, `放假 ${p.off} 天，补班 ${p.work} 天：`),
                days(p.days),
                t.div({ className: "hg-actions" }, verbs.busyButton("hg-strong", "确认录入", () => send(true))),
            ] : "";
        },
    );
}

function year(y) {
    return t.section(
        { className: "hg-card" },
        t.h2(null, `${y.year} 年`, t.span({ className: "hg-lamp hg-" + (y.known ? "green" : "red") }, y.known ? "已录入" : "还没有录入，暂按周一至周五算")),
        y.days.length ? days(y.days) : "",
    );
}

const days = (list) => t.p({ className: "hg-days" }, list.map((d) => t.span({ className: "hg-day " + (d.working ? "work" : "off") }, `${d.label} ${d.working ? "上班" : "放假"}`)));
