// 查找: one place in the header for a number, a name, digits of a telephone, a building or words of what was said; the
// key / opens it anywhere.

feature("find", () => {
    const pause = 350; // ms after the last key
    const most = 8; // of each kind
    const place = (...parts) => parts.filter(Boolean).join(" · ");
    let opened = null, houses = null;

    async function requests(typed) {
        const found = await app.pb.send("/api/requests/search", { query: { q: typed, perPage: most }, requestKey: null });
        return found.items.map((r) => ({
            href: `#/collections?collection=requests&record=${r.id}`, title: r.summary || "（只有照片）", chip: valueChip("requests", "status", r.status),
            more: place(r.request_no, r.place_label, r.resident_label, r.received_at && clock.short(r.received_at)),
        }));
    }

    // Names and numbers of people are asked for only where they may be meant: each such search is in the log.
    async function people(typed) {
        if (!/^[\d\s-]{4,}$/.test(typed) && !/^[\u3400-\u9fff·]{1,6}$/.test(typed)) {
            return [];
        }
        const found = await app.pb.send("/api/residents/search", { query: { q: typed }, requestKey: null });
        return found.items.map((r) => ({
            href: `#/collections?collection=residents&record=${r.id}`, title: r.name, more: place(r.phone_masked, r.place, words.value("residents", "real_name", r.real_name)),
            other: { label: "反映过的事", href: listHref("requests", app.pb.filter("resident = {:id}", { id: r.id }), "-received_at", `${r.name}反映的`) },
        }));
    }

    async function buildings(typed) {
        houses ||= (await app.pb.send("/api/places", { requestKey: null })).estates || [];
        const plain = typed.replace(/\s/g, ""), list = [];
        for (const e of houses) {
            for (const b of e.buildings || []) {
                if ((e.name + b.name).includes(plain) || [b.name].concat(b.aliases || []).includes(plain)) {
                    list.push({
                        href: `#/collections?collection=buildings&record=${b.id}`, title: `${e.name} ${b.name}`, more: b.units?.length ? b.units.length + " 个单元" : "",
                        other: { label: "那里的诉求", href: listHref("requests", app.pb.filter("building = {:id}", { id: b.id }), "-received_at", `${e.name}${b.name}的诉求`) },
                    });
                }
            }
        }
        return list.slice(0, most);
    }

    function open() {
        if (opened || document.querySelector(".modal")) {
            return;
        }
        const state = store({ typed: "", groups: null, busy: false, error: "" });
        let timer, turn = 0;
        houses = null; // places may have been added since

        async function look(typed) {
            const mine = ++turn; // the answer for what stood there before never overwrites a later one
            Object.assign(state, { busy: true, error: "" });
            try {
                const [a, b, c] = await Promise.all([requests(typed), people(typed), buildings(typed)]);
                if (mine == turn) {
                    const groups = [["诉求", a], ["居民", b], ["楼栋", c]];
                    const first = /[幢栋]|号楼/.test(typed) ? groups.reverse() : groups;
                    Object.assign(state, { groups: first.filter((g) => g[1].length), busy: false });
                }
            } catch (err) {
                if (mine == turn) {
                    Object.assign(state, { groups: null, busy: false, error: err.message });
                }
            }
        }

        function typing(text) {
            clearTimeout(timer);
            state.typed = text.trim();
            if (state.typed.length < 2) {
                turn++;
                return Object.assign(state, { groups: null, busy: false, error: "" });
            }
            timer = setTimeout(() => look(state.typed), pause);
        }

        const go = (href) => {
            opened.close();
            location.hash = href;
        };
        const link = (href, className, content) => t.a({ href, className, onclick: (e) => (e.preventDefault(), go(href)) }, content);
        const row = (hit) => t.li(null,
            link(hit.href, "hg-hit", [t.strong(null, hit.title), hit.chip || "", t.small(null, hit.more)]),
            hit.other ? link(hit.other.href, "hg-tool", hit.other.label) : "");

        // Down and up walk through what was found; Enter in the field opens the first.
        function walk(e) {
            const hits = [...opened.modal.querySelectorAll("input[type=search], .hg-hit")], at = hits.indexOf(document.activeElement);
            const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[e.key];
            if (next !== undefined && hits[next]) {
                e.preventDefault();
                hits[next].focus();
            }
        }

        opened = openDialog({
            title: "查找",
            wide: true,
            content: t.div(
                { className: "hg-find", onkeydown: walk },
                t.input({
                    type: "search", ariaLabel: "查找诉求、居民、楼栋", placeholder: "编号、姓名、电话、楼栋，或事情里的几个字", autocomplete: "off", maxLength: 30,
                    oninput: (e) => typing(e.target.value), onmount: (el) => setTimeout(() => el.focus(), 60),
                    onkeydown: (e) => {
                        if (e.key == "Enter") {
                            e.preventDefault();
                            opened.modal.querySelector(".hg-hit")?.click();
                        }
                    },
                }),
                t.div({ ariaLive: "polite" }, () => {
                    const groups = state.groups?.__raw || state.groups;
                    if (state.error) {
                        return t.div({ className: "alert danger" }, state.error, " ", t.button({ type: "button", className: "btn sm outline", onclick: () => look(state.typed) }, "重试"));
                    }
                    if (state.busy && !groups) {
                        return t.p({ className: "hg-hint" }, "正在找…");
                    }
                    if (!groups) {
                        return t.p({ className: "hg-hint" }, "电话至少填 4 位，只显示一部分号码；查姓名、电话会记入操作日志。保密来信不在这里。");
                    }
                    return groups.length ? groups.map(([title, hits]) => t.section(null, t.h6(null, title), t.ul(null, hits.map(row))))
                        : t.p({ className: "hg-hint" }, `没有找到“${state.typed}”。少写几个字，或换个说法试试。`);
                }),
            ),
            onclose: () => {
                clearTimeout(timer);
                turn++;
                opened = null;
            },
        });
    }

    document.addEventListener("keydown", (e) => {
        const typing = e.target.closest?.("input, textarea, select, [contenteditable]");
        if (e.key == "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey && app.store.superuser?.id) {
            e.preventDefault();
            open();
        }
    });

    document.addEventListener("mount:appHeader", (e) => feature("find in the header", () => {
        if (e.detail.querySelector(".hg-finder")) {
            return;
        }
        e.detail.querySelector(".color-scheme-picker")?.before(
            t.button({ type: "button", className: "header-link hg-finder", title: "查找诉求、居民、楼栋（按 / 键）", onclick: open },
                t.i({ className: "ri-search-line", ariaHidden: true }), t.span({ className: "txt" }, "查找")),
            t.a({ className: "header-link hg-helper", href: "#/help", title: "帮助", ariaLabel: "帮助" }, t.i({ className: "ri-question-line", ariaHidden: true })),
        );
    }));
});
