// 海报: choose the houses, make the codes that are missing, print.
const { ask, complain, form, openDialog, printPage, verbs, listHref } = window.hongguan;

export function page() {
    const state = store({ estates: null, error: "" });
    const chosen = new Set();
    const count = store({ n: 0 });

    async function load() {
        state.error = "";
        try {
            state.estates = (await ask("/api/places")).estates || [];
        } catch (err) {
            state.error = err.message;
        }
    }

    const scopes = { building: "每幢一张", unit: "每个单元一张", estate: "每个小区一张（宣传栏）" };
    let scope = "building";
    const radio = (name, options, value, pick) => t.div({ className: "hg-choices" }, Object.entries(options).map(([key, label]) => t.label(
        { className: "hg-choice" }, t.input({ type: "radio", name, value: key, checked: key == value, onchange: () => pick(key) }), t.span(null, label),
    )));

    async function make() {
        const estates = (state.estates || []).filter((e) => e.buildings.some((b) => chosen.has(b.id))).map((e) => e.id);
        if (!chosen.size) {
            app.toasts.info("请先选楼栋");
            return;
        }
        try {
            const { codes } = await ask("/api/posters/batch", scope == "estate" ? { scope, estates } : { scope, buildings: [...chosen] });
            app.toasts.success(`${codes.length} 张海报已备好，正在打开打印页`);
            printPage(`posters/${codes.join(",")}`);
        } catch (err) {
            complain(err);
        }
    }

    return t.div({ className: "page", onmount: load }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading" }, t.h1(null, "海报"),
            t.div({ className: "hg-heading-buttons" }, t.a({ className: "btn transparent sm", href: "#/help/posters" }, t.span({ className: "txt" }, "怎么贴")), verbs.busyButton("sm outline", "门牌贴", () => plates(state.estates?.__raw || state.estates || []), "每户一个码，印在标签纸上"), t.a({ className: "btn outline sm", href: listHref("posters") }, t.span({ className: "txt" }, "已有的海报")))),
        t.section(
            { className: "hg-card" },
            t.h2(null, "贴在哪里"), radio("hg_scope", scopes, scope, (v) => (scope = v)),
            () => {
                const estates = state.estates?.__raw || state.estates;
                if (state.error) {
                    return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
                }
                if (!estates) {
                    return t.p({ className: "hg-loading" }, "正在读取楼栋…");
                }
                if (!estates.length) {
                    return t.div({ className: "hg-empty" }, t.p(null, "还没有楼栋。"), t.a({ className: "btn hg-strong", href: "#/import" }, t.span({ className: "txt" }, "先导入楼栋")));
                }
                return estates.map((e) => estate(e, chosen, count));
            },
        ),
        t.div({ className: "hg-actions" },
            verbs.busyButton("hg-strong", "生成并打印", make),
            t.span({ className: "hg-hint" }, () => (count.n ? `已选 ${count.n} 幢。` : "") + "已经有码的楼栋用原来的码，不会重复；彩色还是省墨，在打印页上选。")),
    ));
}

// plates makes the codes of a stairwell's doors and opens them for printing.
function plates(estates) {
    const options = [];
    for (const e of estates) {
        for (const b of e.buildings) {
            for (const u of b.units?.length ? b.units : [{ id: "", name: "" }]) {
                options.push({ value: b.id + "|" + u.id, label: [e.name, b.name, u.name].filter(Boolean).join(" ") });
            }
        }
    }
    const filled = form([
        { name: "place", label: "哪个单元", type: "choice", required: true, options },
        { name: "rooms", label: "有哪些室", type: "textarea", rows: 2, required: true, hint: "如：101-104 201-204 301、302" },
    ]);
    openDialog({
        title: "印门牌贴",
        content: [t.p({ className: "hg-hint" }, "每户一个码，扫了就知道是哪一户。A4 不干胶标签纸，一张 24 户（3 列 8 行，每格 63.5×33.9 毫米）；打印时选“实际大小”。已有码的住户用原来的码。"), filled.elements],
        submit: {
            label: "做门牌并打印",
            run: async () => {
                const { place, rooms } = filled.values();
                const [building, unit] = place.split("|");
                const made = await ask("/api/posters/doors", { building, unit, rooms });
                app.toasts.success(made.sentence);
                printPage("plates/" + made.codes.join(","));
            },
        },
    });
}

function estate(e, chosen, count) {
    const boxes = e.buildings.map((b) => {
        const box = t.input({ type: "checkbox", checked: chosen.has(b.id), onchange: () => mark() });
        box.dataset.id = b.id;
        return t.label(null, box, b.name);
    });
    const all = t.input({
        type: "checkbox", onchange: () => {
            boxes.forEach((l) => (l.querySelector("input").checked = all.checked));
            mark();
        },
    });
    function mark() {
        for (const l of boxes) {
            const box = l.querySelector("input");
            box.checked ? chosen.add(box.dataset.id) : chosen.delete(box.dataset.id);
        }
        count.n = chosen.size;
    }
    return t.div({ className: "hg-estate" }, t.label(null, all, `${e.name}（${e.buildings.length} 幢）`), t.div({ className: "hg-ticks" }, boxes));
}
