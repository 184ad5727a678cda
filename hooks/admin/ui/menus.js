// The menus: ours first, what only a technician needs under 高级 and only while the program runs for maintenance.

// The collections by what they are for. What is not listed appears under 其他.
const shelves = {
    "诉求": ["requests", "referrals", "weekly_reports", "replies", "assignments", "call_backs", "request_events"],
    "走访": ["visits"],
    "居民与地点": ["residents", "roster_entries", "estates", "buildings", "units", "grids", "posters"],
    "单位与人员": ["orgs", "staff", "duties", "watches", "handovers", "_superusers"],
    "志愿与积分": ["volunteers", "orders", "claims", "service_records", "certificates", "projects", "milestones", "rewards", "redemptions", "stock_moves", "point_rules", "point_adjustments", "point_entries"],
    "规则": ["matters", "routes", "corrections", "workday_calendar", "communities"],
    "红管发布": ["posts"],
    "答疑手册": ["faq_cases", "resources"],
    "留痕": ["alerts", "org_links", "elder_cards", "reminders", "outbox", "job_runs", "audit_entries", "matter_history", "poster_scans"],
};
const hiddenShelves = /^(login_codes|sealed_reports|sealed_events|upper_contacts|_authOrigins|_externalAuths|_mfas|_otps)$/;

feature("header", () => {
    const { headerLinks } = app.store;
    app.store.headerLinks = [
        { href: "#/desk", icon: "ri-dashboard-3-line", label: "工作台" },
        { href: listHref("requests", "", "-received_at"), icon: "ri-chat-check-line", label: "诉求", isActive: () => address.hash.startsWith("#/collections") && shownCollection()?.name == "requests" },
        { href: "#/friday", icon: "ri-calendar-check-line", label: "周报" },
        { href: "#/figures", icon: "ri-bar-chart-box-line", label: "简报" },
        { href: "#/sealed", icon: "ri-mail-lock-line", label: "保密" },
        { href: "#/posters", icon: "ri-qr-code-line", label: "海报" },
        { href: "#/import", icon: "ri-file-excel-2-line", label: "导入" },
        { href: listHref("residents"), icon: "ri-database-2-line", label: "台账", isActive: () => address.hash.startsWith("#/collections") && shownCollection()?.name != "requests" },
        { href: "#/settings", icon: "ri-settings-3-line", label: "设置", isActive: () => /^#\/(settings|setup|jobs|audit|catalogue|holidays|handover)/.test(address.hash) },
    ];
    const logs = headerLinks.find((l) => l.href == "#/logs");
    watch(() => numbers.maintenance, (on) => {
        const rest = app.store.headerLinks.filter((l) => l.href != "#/logs");
        app.store.headerLinks = on && logs ? rest.concat({ href: logs.href, icon: logs.icon, label: "运行日志" }) : rest;
    });
});

feature("settings menu", () => {
    const all = app.store.settingsNavGroups;
    const of = (group, ...hrefs) => (all[group] || []).filter((l) => hrefs.includes(l.href));
    const ours = {
        "红管家": [
            { href: "#/setup", icon: "ri-compass-3-line", label: "开办向导" },
            { href: "#/catalogue", icon: "ri-route-line", label: "派单目录" },
            { href: "#/holidays", icon: "ri-calendar-2-line", label: "工作日历" },
            { href: "#/handover", icon: "ri-user-shared-line", label: "交接" },
            { href: "#/collections?collection=communities", icon: "ri-community-line", label: "社区资料" },
        ],
        "系统": [...of("System", "#/settings", "#/settings/mail", "#/settings/backups"), { href: "#/jobs", icon: "ri-time-line", label: "定时任务" }, { href: "#/audit", icon: "ri-file-shield-2-line", label: "操作日志" }],
        "帮助": [{ href: "#/help/backup", icon: "ri-save-line", label: "备份和换电脑" }, { href: "#/help/password", icon: "ri-key-2-line", label: "忘了密码" }, { href: "#/help", icon: "ri-question-line", label: "全部帮助" }],
    };
    watch(() => numbers.maintenance, (on) => {
        app.store.settingsNavGroups = on
            ? { ...ours, "高级": [...of("System", "#/settings/storage", "#/settings/crons"), ...(all.Sync || []), ...(all.Debug || [])] }
            : ours;
        document.body.classList.toggle("hg-maintenance", !!on);
    });
});

feature("shelves of collections", () => {
    document.addEventListener("mount:pageSidebar", (e) => feature("shelves", () => {
        const search = e.detail.querySelector(".sidebar-search");
        if (!search || e.detail.querySelector(".hg-shelves")) {
            return;
        }
        const link = (c) => t.button(
            {
                type: "button", title: words.collection(c.name),
                className: () => "nav-item responsive-close " + (c.id == shownCollection()?.id ? "active" : ""),
                onclick: () => {
                    app.store.activeCollection = c.name;
                },
            },
            t.span({ className: "txt" }, () => words.collection(c.name)),
        );
        const shelf = (title, list) => list.length && t.details(
            { className: "nav-group", open: true },
            t.summary({ tabIndex: -1, onclick: () => false }, title),
            list.map(link),
        );
        e.detail.dataset.hgShelved = "";
        search.before(t.nav({ className: "sidebar-content scrollable hg-shelves" }, () => {
            const all = app.store.collections;
            const listed = Object.values(shelves).flat();
            const groups = Object.entries(shelves).map(([title, names]) => shelf(title, names.map((n) => all.find((c) => c.name == n)).filter(Boolean)));
            const others = all.filter((c) => !listed.includes(c.name) && !hiddenShelves.test(c.name));
            return groups.concat(shelf("其他", others)).filter(Boolean);
        }));
    }));
    watch(() => (app.store.collections, shownCollection()?.name), (name) => {
        document.body.dataset.collection = name || "";
        document.body.classList.toggle("hg-kept", !!kept[name] && name != "requests");
    });
});

feature("red and our mark", () => {
    const base = app.pb.buildURL("/_/extensions/hongguan/");
    for (const sheet of ["hongguan.css", "pages.css", "phone.css"]) {
        document.head.appendChild(t.link({ rel: "stylesheet", href: base + sheet }));
    }
    app.store.mainLogo = base + "mark.svg";
    app.store.headerLogo = base + "mark_white.svg";
    app.store.favicon = base + "mark.svg";
    app.store.creditLinks = [];
    app.store.predefinedAccentColors = ["#b3241b", "#8f1d15", "#1d5c9e", "#1b7548"];
});
