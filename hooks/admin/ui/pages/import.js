// 导入: a workbook is first tried, shows what would change, and is written only after 确认导入.
const { ask, complain, fileChooser, handOut, saveFile, verbs } = window.hongguan;

export function page() {
    return t.div({ className: "page" }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading" }, t.h1(null, "导入"), t.p(null, "先试算，看清楚会改什么，再确认。")),
        importCard("places", "小区、楼栋、单元", "一行一个单元；没有单元的楼栋留空即可。"),
        importCard("orgs", "承办单位", "一行一家单位，按全称认；新单位要写类别，对接码由程序编好。", null, () => download("/api/imports/orgs/export.xlsx", "承办单位.xlsx")),
        importCard("staff", "工作人员", "一行一个人。新的人会开好账号，首次密码只显示一次；已有的人密码不变。", null, () => download("/api/imports/staff/export.xlsx", "工作人员.xlsx")),
        importCard("residents", "居民名册", "只用来在登记时默默核对，不会给任何人建账号。不要填身份证号。"),
    ));
}

export function importCard(kind, title, hint, after, takeOut) {
    const state = store({ result: null, done: "", slips: [] });
    const { input: file, element: chooser } = fileChooser({ accept: ".xlsx" }, title + "表格", () => file.files.length && send(0));

    async function send(apply) {
        const body = new FormData();
        body.append("file", file.files[0]);
        body.append("apply", String(apply));
        try {
            const answer = await ask("/api/imports/" + kind, body);
            if (apply) {
                state.done = answer.sentence || `已导入：新增 ${answer.new}，修改 ${answer.changed}`;
                state.slips = answer.slips || [];
                state.result = null;
                file.value = "";
                file.dispatchEvent(new Event("change"));
                app.toasts.success(state.done);
                after?.();
            } else {
                Object.assign(state, { done: "", slips: [], result: answer });
                requestAnimationFrame(() => file.closest("section")?.scrollIntoView({ block: "start" })); // the answer may lie below the screen
            }
        } catch (err) {
            file.value = "";
            file.dispatchEvent(new Event("change"));
            complain(err);
        }
    }

    return t.section(
        { className: "hg-card hg-form" },
        t.h2(null, title),
        t.p({ className: "hg-hint" }, hint),
        t.div({ className: "hg-actions" },
            takeOut ? verbs.busyButton("outline", "导出", takeOut) : "",
            verbs.busyButton("outline", "下载模板", () => template(kind)),
            chooser),
        () => state.done ? t.div({ className: "alert success" }, state.done) : "",
        () => state.slips.length ? handOut(state.slips.__raw || state.slips) : "",
        () => {
            const r = state.result?.__raw || state.result;
            if (!r) {
                return "";
            }
            const errors = r.errors || [];
            return [
                t.p({ className: "hg-sentence" }, r.sentence || `共 ${r.rows} 行：新增 ${r.new}，修改 ${r.changed}，不变 ${r.same}，有问题 ${errors.length}`),
                errors.length ? t.div({ className: "alert warning" }, t.ul(null, errors.slice(0, 20).map((e) => t.li(null, `第 ${e.row} 行：${e.message}`))), errors.length > 20 ? `还有 ${errors.length - 20} 行有问题` : "") : "",
                preview(r.preview || []),
                t.div({ className: "hg-actions" }, verbs.busyButton("hg-strong", "确认导入", () => send(1)), t.span({ className: "hg-hint" }, errors.length ? "有问题的行不会导入。" : "")),
            ];
        },
    );
}

// preview shows rows as they come: sentences, lists of cells or objects.
function preview(rows) {
    if (!rows.length) {
        return "";
    }
    const cells = (row) => (typeof row == "string" ? [row] : Array.isArray(row) ? row : Object.values(row)).map((c) => t.td(null, String(c ?? "")));
    return t.div({ className: "hg-scroll" }, t.table({ className: "hg-table" }, t.tbody(null, rows.slice(0, 30).map((row) => t.tr(null, cells(row))))));
}

const titles = { places: "楼栋", orgs: "承办单位", staff: "工作人员", residents: "居民名册", matters: "派单目录" };

const template = (kind) => download(`/api/imports/${kind}/template.xlsx`, titles[kind] + "模板.xlsx");

// download saves a workbook, or says why it cannot.
export const download = (path, name) => saveFile(path, name).catch(complain);
