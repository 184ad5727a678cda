// 承办单模板: at the top of 社区资料, which form is in use, to download it, and what may stand in one of the office's own.

// saveForm hands out a filled form as a Word document.
const saveForm = (id, no) => saveFile(`/api/referrals/${id}/form.docx`, ["民意诉求承办单", no].filter(Boolean).join(" ") + ".docx").catch(complain);

dialogPanels.communities = () => {
    const state = store({ known: null, error: "" });

    async function load() {
        try {
            Object.assign(state, { known: await ask("/api/referrals/markers"), error: "" });
        } catch (err) {
            state.error = err.message;
        }
    }

    const get = (label, query, name) => verbs.busyButton("outline", label, () => saveFile("/api/referrals/template" + query, name).catch(complain));
    const names = (list) => t.p({ className: "hg-markers" }, list.map((name) => [t.code(null, `{{${name}}}`), " "]));
    return t.div({ className: "hg-panel", onmount: load }, () => {
        if (state.error) {
            return t.div({ className: "alert danger" }, state.error, t.button({ type: "button", className: "btn sm outline", onclick: load }, "重试"));
        }
        if (!state.known) {
            return t.p({ className: "hg-hint" }, "正在读取承办单模板…");
        }
        const { own, markers, required } = plain(state.known);
        return t.section(
            { className: "hg-card" },
            t.h6(null, "承办单模板"),
            t.p(null, own ? "现在用的是本社区自己的模板，请用 WPS 或 Word 打印。" : "现在用的是程序自带的模板。"),
            t.div(
                { className: "hg-verbs" },
                own ? get("下载模板（本社区的）", "?own=1", "民意诉求承办单 本社区模板.docx") : "",
                get(own ? "下载自带模板" : "下载模板", "", "民意诉求承办单 模板.docx"),
            ),
            t.p({ className: "hg-hint" }, "要用自己的样式：下载后在 WPS 或 Word 里改，再传到下面的“承办单模板”。双大括号里的标记由程序换成内容，位置随意，名字不能改；上传时会检查，缺了、写错了会告诉您是哪个。"),
            t.details(
                { className: "hg-twin" },
                t.summary(null, `标记清单（${markers.length} 个）`),
                t.p(null, t.b(null, "一定要有：")), names(required),
                t.p(null, t.b(null, "还可以有：")), names(markers.filter((m) => !required.includes(m))),
                t.p({ className: "hg-hint" }, "“二维码”不是文字：它是图片的替代文字（右键图片 → 设置 → 替代文字）。"),
            ),
        );
    });
};
