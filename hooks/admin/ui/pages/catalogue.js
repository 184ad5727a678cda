// 派单目录: what the machine proposes for a text, every matter at a glance, and the catalogue as a workbook.
import { download, importCard } from "./import.js";

const { words, listHref, verbs, tryBox, valueChip, complain } = window.hongguan;
const categories = ["government", "self_governance", "market_service", "public_welfare"];

export function page() {
    const state = store({ matters: null, rules: [], error: "", sought: "" });

    async function load() {
        state.error = "";
        try {
            const list = (name, options) => app.pb.collection(name).getFullList({ requestKey: null, ...options });
            const [matters, rules] = await Promise.all([
                list("matters", { sort: "sort", fields: "id,code,name,category,tier,handler_kind,department,days,keywords,guidance,active,collectionName" }),
                list("routes", { expand: "estate,org" }),
            ]);
            Object.assign(state, { matters, rules });
        } catch (err) {
            state.error = err.message;
        }
    }

    const changed = (e) => ["matters", "routes"].includes(e.detail?.collectionName) && load();
    return t.div(
        {
            className: "page",
            onmount: () => {
                load();
                document.addEventListener("record:save", changed);
                document.addEventListener("record:delete", changed);
            },
            onunmount: () => {
                document.removeEventListener("record:save", changed);
                document.removeEventListener("record:delete", changed);
            },
        },
        t.div(
            { className: "page-content hg-page" },
            t.header(
                { className: "hg-heading" }, t.h1(null, "派单目录"), t.p(null, "哪些话算哪件事、交给谁、几天办完。改了只影响以后的诉求。"),
                t.div({ className: "hg-heading-buttons" },
                    verbs.busyButton("outline sm", "新增事项", () => open("matters")),
                    t.a({ className: "btn outline sm", href: listHref("routes") }, "派单规则"),
                    t.a({ className: "btn outline sm", href: listHref("matter_history", "action != 'seed'", "-at") }, "改动历史")),
            ),
            tryBox(),
            () => {
                if (state.error) {
                    return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
                }
                const matters = state.matters?.__raw || state.matters;
                return matters ? all(matters, state) : t.p({ className: "hg-loading" }, "正在读取…");
            },
            importCard("matters", "用表格改", "先导出，在导出的表上改，再导入；导入前先看清楚会改什么。", load, () => download("/api/imports/matters/export.xlsx", "派单目录.xlsx")),
        ),
    );
}

// open shows the dialog of a matter, an empty one for a new matter.
function open(name, id) {
    try {
        const collection = app.store.collections.find((c) => c.name == name);
        app.modals.openRecordUpsert(collection, id || undefined);
    } catch (err) {
        complain(err);
    }
}

function all(matters, state) {
    const rules = state.rules?.__raw || state.rules;
    const search = t.input({ type: "search", className: "hg-search", ariaLabel: "在目录里找", placeholder: "找事项或关键词", value: state.sought, oninput: (e) => (state.sought = e.target.value.trim()) });
    return t.section(
        { className: "hg-card hg-form" },
        t.h2(null, `${matters.length} 个事项`, search),
        () => {
            const sought = state.sought;
            const shown = matters.filter((m) => !sought || m.name.includes(sought) || (m.keywords || []).some((k) => k.includes(sought)));
            if (!shown.length) {
                return t.p({ className: "hg-kind" }, "目录里没有这个词。");
            }
            return categories.map((category) => {
                const rows = shown.filter((m) => m.category == category);
                return rows.length ? t.details(
                    { className: "hg-catalogue", open: !!sought },
                    t.summary(null, words.value("matters", "category", category), t.small(null, ` ${rows.length} 个`)),
                    t.div({ className: "hg-scroll" }, t.table(
                        { className: "hg-table" },
                        t.thead(null, t.tr(null, ["事项", "层面", "谁办", "时限", "关键词", "派单规则"].map((h) => t.th(null, h)))),
                        t.tbody(null, rows.map((m) => row(m, rules.filter((r) => r.matter == m.id && r.active)))),
                    )),
                ) : "";
            });
        },
    );
}

function row(m, rules) {
    const keywords = m.keywords || [];
    return t.tr(
        { className: m.active ? "" : "hg-off" },
        t.td(null,
            t.button({ type: "button", className: "hg-tool hg-name", onclick: () => open("matters", m.id) }, m.name), m.active ? "" : t.small(null, "（已停用）"),
            m.guidance ? t.p({ className: "hg-hint" }, m.guidance) : ""),
        t.td(null, valueChip("matters", "tier", m.tier)),
        t.td(null, m.tier == "department" ? m.department : words.value("matters", "handler_kind", m.handler_kind)),
        t.td(null, m.days ? `${m.days} 天` : "默认"),
        t.td({ className: "hg-few" }, keywords.length ? `${keywords.slice(0, 4).join("、")}${keywords.length > 4 ? ` 等 ${keywords.length} 个` : ""}` : "由程序判断"),
        t.td(null, rules.map((r) => t.p(null, `${r.expand?.estate?.name || "所有小区"} → ${r.expand?.org?.name || ""}`))),
    );
}
