// Fields of the office's verbs that are more than one input: a matter of the catalogue, a ready reason, likely same
// matters, parts of a request. Each gives its element and how to read it; read may give several values at once.

// Matters are read once per visit; the catalogue changes a few times a year.
let mattersKept = null;

function allMatters() {
    mattersKept ||= app.pb.collection("matters").getFullList({ filter: "active=true", sort: "sort", fields: "id,code,name,category,tier,keywords,examples", requestKey: null })
        .catch((err) => {
            mattersKept = null;
            throw err;
        });
    return mattersKept;
}

// matterInput looks a matter up by a word of its name or of what residents say.
function matterInput(field, record, onpick) {
    const state = store({ words: "", value: field.value || "", all: [], error: "" });
    const most = 8;
    const load = () => allMatters().then((all) => Object.assign(state, { all, error: "" }), (err) => (state.error = err.message));
    const of = (id) => state.all.find((m) => m.id == id);
    const hits = () => {
        const words = state.words.trim().split(/\s+/).filter(Boolean);
        if (!words.length) {
            return (record?.alternatives || []).map((n) => of(n.id)).filter(Boolean);
        }
        const holds = (text) => words.every((w) => text.includes(w));
        const named = state.all.filter((m) => holds(m.name));
        return named.concat(state.all.filter((m) => !named.includes(m) && holds([m.name, ...(m.keywords || []), ...(m.examples || [])].join(" "))));
    };
    const pick = (m) => {
        state.value = m.id;
        state.words = seek.value = "";
        onpick?.(m);
    };
    const seek = t.input({
        type: "search", placeholder: "打一个词找事项，如：路灯、漏水", ariaLabel: "找事项", name: field.name,
        oninput: (e) => (state.words = e.target.value),
        onkeydown: (e) => {
            if (e.key == "Enter") {
                e.preventDefault();
                hits()[0] && pick(hits()[0]);
            }
        },
    });
    const element = t.div(
        { className: "hg-field", onmount: load },
        t.b(null, field.label),
        () => (of(state.value) ? t.p({ className: "hg-picked" }, "现在选的：", t.strong(null, of(state.value).name)) : ""),
        seek,
        () => (state.error ? t.p({ className: "hg-refused" }, state.error, " ", t.button({ type: "button", className: "btn sm outline", onclick: load }, "重试")) : ""),
        () => {
            const found = hits();
            if (state.words.trim() && state.all.length && !found.length) {
                return t.p({ className: "hg-hint" }, "没有叫这个的事项，换个词试试。");
            }
            return t.div({ className: "hg-choices" }, found.slice(0, most).map((m) => t.button(
                { type: "button", className: "hg-choice" + (m.id == state.value ? " on" : ""), onclick: () => pick(m) }, m.name,
            )), found.length > most ? t.p({ className: "hg-hint" }, `还有 ${found.length - most} 个，再打一个字。`) : "");
        },
    );
    return { element, field, read: () => ({ [field.name]: state.value, was: record?.matter || "" }) };
}

// reasonInput offers ready sentences and takes another.
function reasonInput(field) {
    const input = t.input({ type: "text", name: field.name, required: !!field.required, maxLength: 200, value: field.value || "", placeholder: "或者自己写一句", ariaLabel: field.label });
    const element = t.div(
        { className: "hg-field" },
        t.b(null, field.label, field.required ? t.span({ className: "hg-must" }, " *") : ""),
        t.div({ className: "hg-choices" }, (field.options || []).map((o) => t.button({ type: "button", className: "hg-choice", onclick: () => (input.value = o.value) }, o.label))),
        input,
    );
    return { element, field, read: () => input.value.trim() };
}

// similarInput: what is likely the same matter, ticked; which one stays; and in one sentence what will happen.
function similarInput(field, record) {
    const state = store({ items: null, error: "", ticked: [], stays: "", no: "" });
    const load = () => ask(`/api/requests/${record.id}/similar`).then((a) => (state.items = a.items.filter((r) => r.mergeable)), (err) => (state.error = err.message));
    const may = (r) => ["待受理", "已受理"].includes(r.status_label); // whoever was given to an organisation can only stay
    const chosen = () => [record].concat((plain(state.items) || []).filter((r) => state.ticked.includes(r.id)));
    const fixed = () => chosen().filter((r) => !may(r));
    const eldest = () => (fixed().length ? fixed() : chosen()).slice().sort((a, b) => String(a.received_at).localeCompare(String(b.received_at)))[0];
    const lead = () => chosen().find((r) => r.id == state.stays) || eldest();
    const toggle = (id) => (state.ticked = state.ticked.includes(id) ? state.ticked.filter((x) => x != id) : state.ticked.concat(id));
    const no = t.input({ type: "text", name: field.name, placeholder: "HP-20261123-0007", ariaLabel: "要并入的编号", oninput: (e) => (state.no = e.target.value.trim()) });
    const element = t.div(
        { className: "hg-field", onmount: load },
        t.b(null, field.label),
        () => {
            if (state.error) {
                return t.p({ className: "hg-refused" }, state.error);
            }
            const items = plain(state.items);
            if (!items) {
                return t.p({ className: "hg-hint" }, "正在找相近的诉求…");
            }
            return items.length ? t.div({ className: "hg-likely" }, items.map((r) => t.label(
                { className: "hg-choice" },
                t.input({ type: "checkbox", checked: state.ticked.includes(r.id), onchange: () => toggle(r.id) }),
                t.span(null, t.strong(null, r.summary), t.small(null, [r.request_no, r.place_label, r.status_label, clock.short(r.received_at), r.households > 1 ? r.households + " 户" : "", r.why].filter(Boolean).join(" · "))),
            ))) : t.p({ className: "hg-hint" }, "没有找到相近的，可以在下面填编号。");
        },
        () => {
            const all = chosen();
            if (all.length < 2) {
                return "";
            }
            const stuck = fixed();
            return t.div(
                null,
                t.b(null, "留下哪一件来办"),
                t.div({ className: "hg-choices" }, all.map((r) => t.label(
                    { className: "hg-choice" },
                    t.input({ type: "radio", name: "hg_stays", checked: r.id == lead().id, disabled: stuck.length > 0 && may(r), onchange: () => (state.stays = r.id) }),
                    t.span(null, (r.id == record.id ? "这件 " : "") + r.request_no + (r.id == eldest().id ? "（建议）" : "")),
                ))),
                t.p({ className: "hg-say" }, stuck.length > 1 ? `选中的有 ${stuck.length} 件已经派出去了，不能再并，请只留一件。`
                    : `这 ${all.length} 件一起办理：留下 ${lead().request_no}，反映的人都会收到同一个答复，各自评价。并错了可以取消。`),
            );
        },
        t.label({ className: "hg-hint" }, "没有列出？填要并入的编号"), no,
    );
    const read = () => {
        const others = () => chosen().filter((r) => r.id != lead().id && r.id != record.id).map((r) => r.id);
        return state.no ? { into: state.no, with: others() } : chosen().length < 2 ? { into: "" } : { into: lead().id, with: others() };
    };
    return { element, field, read };
}

// partsInput begins with the machine's proposal; each part is judged again when its words change.
function partsInput(field, record) {
    const state = store({ parts: null, version: 0 });
    const blank = () => ({ text: "", matter: "", matter_name: "", lane: "normal", seal: false });
    const path = `/api/requests/${record.id}/parts`;
    const most = 6;
    let parts = [], timer;
    const draw = () => (state.version++, state.parts = parts.length);
    const load = () => ask(path, {}, "POST").then((a) => {
        parts = a.parts.length > 1 ? a.parts : a.parts.concat(blank());
        draw();
    }, (err) => {
        parts = [{ ...blank(), text: record.text || "" }, blank()];
        complain(err);
        draw();
    });
    const judge = () => {
        clearTimeout(timer);
        timer = setTimeout(async () => {
            const asked = parts.filter((p) => p.text.trim());
            try {
                const fresh = (await ask(path, { texts: asked.map((p) => p.text.trim()) }, "POST")).parts;
                asked.forEach((p, i) => Object.assign(p, { lane: fresh[i].lane, seal: p.seal && fresh[i].lane == "sealed" }, p.own ? {} : { matter: fresh[i].matter, matter_name: fresh[i].matter_name }));
                draw();
            } catch (err) {
                console.warn("hongguan: parts", err);
            }
        }, 700);
    };
    const photos = record.photos || [];
    const box = (p, i) => t.fieldset(
        { className: "hg-part" },
        t.legend(null, `第 ${i + 1} 件`, parts.length > 2 ? t.button({ type: "button", className: "hg-tool", onclick: () => (parts = parts.filter((x) => x != p), draw()) }, "去掉") : ""),
        t.textarea({ rows: 2, maxLength: 2000, ariaLabel: `第 ${i + 1} 件`, value: p.text, oninput: (e) => (p.text = e.target.value, judge()) }),
        p.lane == "sealed"
            ? t.label({ className: "hg-choice" }, t.input({ type: "checkbox", checked: p.seal, onchange: (e) => (p.seal = e.target.checked) }), t.span(null, "涉及具体的人，不能公开拆出来：这一件转入保密"))
            : t.div({ className: "hg-part-matter" }, p.lane == "emergency" ? t.b({ className: "hg-lamp hg-red" }, "紧急") : "", t.span(null, "归到 ", t.strong(null, p.matter_name || "…")),
                t.button({ type: "button", className: "hg-tool", onclick: () => (p.picking = !p.picking, draw()) }, p.picking ? "不换了" : "换事项")),
        p.picking && p.lane != "sealed" ? matterInput({ name: "matter" + i, label: "换成哪个事项", value: p.matter }, null, (m) => {
            Object.assign(p, { matter: m.id, matter_name: m.name, own: true, picking: false });
            draw();
        }).element : "",
        photos.length ? t.div({ className: "hg-choices" }, photos.map((name, n) => t.label({ className: "hg-choice" }, t.input({
            type: "checkbox", checked: (p.photos || photos).includes(name),
            onchange: () => (p.photos = (p.photos || photos).includes(name) ? (p.photos || photos).filter((x) => x != name) : (p.photos || photos).concat(name)),
        }), t.span(null, `照片 ${n + 1}`)))) : "",
    );
    const element = t.div(
        { className: "hg-field", onmount: load, "html-name": field.name },
        () => {
            state.version;
            return state.parts ? parts.map(box) : t.p({ className: "hg-hint" }, "正在看这段话里有几件事…");
        },
        () => (state.parts && state.parts < most ? t.button({ type: "button", className: "btn sm outline", onclick: () => (parts.push(blank()), draw()) }, "再加一件") : ""),
        t.p({ className: "hg-hint" }, "每件有自己的编号，期限从居民反映那天算起；都有答复了，一次告诉居民，各件分开评价。"),
    );
    const read = () => ({
        [field.name]: parts.filter((p) => p.text.trim()).map((p) => ({
            text: p.text.trim(), seal: !!p.seal, ...(p.own && !p.seal ? { matter: p.matter } : {}), ...(p.seal ? { photos: p.photos || [] } : p.photos ? { photos: p.photos } : {}),
        })),
    });
    return { element, field, read };
}

// plain is a value without the watching around it.
function plain(value) {
    return value?.__raw || value;
}

const choices = { matter: matterInput, reason: reasonInput, similar: similarInput, parts: partsInput };
