// The pages of the extension. Everything above this file is joined with it into one script (see admin.go); the pages
// themselves are modules that load when they are opened and find what they share in window.hongguan.

window.hongguan = {
    feature, words, clock, numbers, address, ask, complain, form, fieldInput, fileChooser, openDialog, handOut, copyText, printPage, saveFile, mark, verbs, valueChip, listHref, takeDown, tryBox,
};

feature("pages", () => {
    const base = app.pb.buildURL("/_/extensions/hongguan/pages/");

    // page opens a module's page; a page that fails says so and leaves the rest alone.
    const page = (title, file) => async (route) => {
        app.store.title = title;
        try {
            const module = await import(base + file);
            return module.page(route);
        } catch (err) {
            console.error("hongguan: " + file, err);
            return t.div({ className: "page" }, t.div(
                { className: "page-content hg-page" },
                t.div({ className: "alert danger" }, `“${title}”没有打开：${err.message}`),
                t.button({ type: "button", className: "btn", onclick: () => location.reload() }, "重试"),
            ));
        }
    };

    app.routes.superuserOnly("#/desk", page("工作台", "desk.js"));
    app.routes.superuserOnly("#/friday", page("周报", "friday.js"));
    app.routes.superuserOnly("#/friday/{week}", page("周报", "friday.js"));
    app.routes.superuserOnly("#/sealed", page("保密来信", "sealed.js"));
    app.routes.superuserOnly("#/posters", page("海报", "posters.js"));
    app.routes.superuserOnly("#/import", page("导入", "import.js"));
    app.routes.superuserOnly("#/catalogue", page("派单目录", "catalogue.js"));
    app.routes.superuserOnly("#/holidays", page("工作日历", "holidays.js"));
    app.routes.superuserOnly("#/handover", page("交接", "handover.js"));
    app.routes.superuserOnly("#/figures", page("简报与迎检", "figures.js"));
    app.routes.superuserOnly("#/jobs", page("定时任务", "jobs.js"));
    app.routes.superuserOnly("#/audit", page("操作日志", "audit.js"));
    app.routes.superuserOnly("#/help", page("帮助", "help.js"));
    app.routes.superuserOnly("#/help/{topic}", page("帮助", "help.js"));
    app.routes.superuserOnly("#/setup", page("开办向导", "setup.js"));
    app.routes.fallbackPath = "#/desk";
});
