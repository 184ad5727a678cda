// 简报与迎检: what an office above asks for, made of records that are there already.
import { figuresTable, isoDay } from "./figures_table.js";

const { ask, complain, form, saveFile, verbs, words } = window.hongguan;

export function page() {
    return t.div({ className: "page" }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading" }, t.h1(null, "简报与迎检"), t.p(null, "数字都从办件记录里来，不用另填。")),
        figuresTable(),
        brief(),
        inspection(),
    ));
}

// 月度简报: three paragraphs, one tap to copy.
function brief() {
    const [thisYear, thisMonth] = isoDay().split("-").map(Number);
    const state = store({ text: "", error: "", year: thisYear, month: thisMonth });
    const choose = (change) => {
        Object.assign(state, change);
        if (state.year == thisYear) {
            state.month = Math.min(state.month, thisMonth);
        }
        load();
    };
    async function load() {
        try {
            state.text = (await ask("/api/stats/brief?month=" + state.year + "-" + String(state.month).padStart(2, "0"))).text;
            state.error = "";
        } catch (err) {
            state.error = err.message;
        }
    }
    return t.section(
        { className: "hg-card hg-form", onmount: load },
        t.h2(null, "月度简报"),
        // Two plain lists: a month field is a bare text field in Firefox and old Safari.
        t.div({ className: "hg-ask" },
            t.label({ className: "hg-field" }, "年", t.select({ name: "year", onchange: (e) => choose({ year: +e.target.value }) },
                Array.from({ length: 6 }, (_, i) => t.option({ value: thisYear - i }, `${thisYear - i} 年`)))),
            t.label({ className: "hg-field" }, "月", () => t.select({ name: "month", onchange: (e) => choose({ month: +e.target.value }) },
                Array.from({ length: state.year == thisYear ? thisMonth : 12 }, (_, i) => t.option({ value: i + 1, selected: i + 1 == state.month }, `${i + 1} 月`))))),
        () => state.error ? t.div({ className: "alert danger" }, state.error) : "",
        () => state.text ? t.textarea({ className: "hg-copy hg-brief", rows: 12, readOnly: true, ariaLabel: "月度简报正文", value: state.text }) : t.p({ className: "hg-loading" }, "正在汇总…"),
        t.div({ className: "hg-actions" }, verbs.busyButton("hg-strong", "一键复制", async () => {
            app.utils.copyToClipboard(state.text);
            app.toasts.success("已复制，去文档里粘贴即可");
        })),
    );
}

// 迎检: period and category in, a zip out.
function inspection() {
    const state = store({ found: null });
    const today = isoDay();
    const filled = form([
        { name: "from", label: "从", type: "date", required: true, value: today.slice(0, 4) + "-01-01" },
        { name: "to", label: "到", type: "date", required: true, value: today },
        { name: "category", label: "诉求类型（不选就是全部）", type: "choice", options: ["government", "self_governance", "market_service", "public_welfare"].map((value) => ({ value, label: words.value("requests", "category", value) })) },
        { name: "words", label: "关键词（可不填，如：电梯）", type: "text" },
    ]);
    const query = () => new URLSearchParams(Object.entries(filled.values()).map(([k, v]) => [k, v || ""]));
    const run = async (go) => {
        try {
            await go();
        } catch (err) {
            complain(err);
        }
    };
    return t.section(
        { className: "hg-card hg-form" },
        t.h2(null, "迎检资料"),
        t.p({ className: "hg-hint" }, "一个压缩包：目录、台账、每件的流转记录和照片。姓名、电话、室号已隐去；保密来信不在内；事后登记的标“补录”。"),
        filled.elements,
        t.div({ className: "hg-actions" },
            verbs.busyButton("outline", "看有多少件", () => run(async () => {
                state.found = await ask("/api/inspections/count?" + query());
            })),
            verbs.busyButton("hg-strong", "下载压缩包", () => run(async () => {
                state.found = await ask("/api/inspections/count?" + query());
                if (state.found.ok) {
                    await saveFile("/api/inspections/pack?" + query(), `迎检资料 ${filled.values().from}至${filled.values().to}.zip`);
                }
            }))),
        () => state.found ? t.p({ className: "hg-sentence", role: "status" }, state.found.sentence) : "",
    );
}
