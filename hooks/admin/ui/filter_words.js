// What a list has been narrowed to, in a sentence: a link of the workbench or of the figures carries an expression, and
// nobody should have to read one.

// filterWords tells a list's filter as the office says it.
const filterWords = (() => {
    const names = store({ of: {} }); // of records that a filter names by id
    const token = /\s*(?:(&&|\|\||\(|\)|!=|>=|<=|\?=|!~|=|~|>|<)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([\w.@:-]+))/gy;

    // isExpression tells an expression from words somebody typed.
    const isExpression = (text) => /[=~<>]|&&|\|\|/.test(text || "");

    function read(text) {
        const list = [];
        token.lastIndex = 0;
        while (token.lastIndex < text.trimEnd().length) {
            const m = token.exec(text);
            if (!m) {
                return null;
            }
            list.push(m[1] ? { sign: m[1] } : m[4] !== undefined ? { word: m[4] } : { text: m[2] ?? m[3] });
        }
        return list;
    }

    // any: one thing or another; all: one thing and another; what stands in brackets is one thing.
    function any(list, collection) {
        const parts = [all(list, collection)];
        while (list[0]?.sign == "||") {
            list.shift();
            parts.push(all(list, collection));
        }
        const same = parts.every((p) => p.field && p.field == parts[0].field && p.is); // 状态是 a、b 或 c
        return parts.length == 1 ? parts[0] : { say: same ? `${parts[0].field}是${parts.map((p) => p.is).join("、")}之一` : parts.map((p) => p.say).join("，或者") };
    }

    function all(list, collection) {
        const parts = [one(list, collection)];
        while (list[0]?.sign == "&&") {
            list.shift();
            parts.push(one(list, collection));
        }
        return parts.length == 1 ? parts[0] : { say: parts.map((p) => p.say).filter(Boolean).join("，") };
    }

    function one(list, collection) {
        if (list[0]?.sign == "(") {
            list.shift();
            const inner = any(list, collection);
            if (list.shift()?.sign != ")") {
                throw new Error("no end of a bracket");
            }
            return inner;
        }
        const path = list.shift()?.word, sign = list.shift()?.sign, value = list.shift();
        if (!path || !sign || !value) {
            throw new Error("not a comparison");
        }
        return comparison(collection, path.split(/[.:]/)[0], sign, value.text ?? value.word);
    }

    function comparison(collection, name, sign, value) {
        const field = collection?.fields?.find((f) => f.name == name), label = words.field(collection?.name, name);
        const yes = sign == "=" || sign == "?=";
        if (name == "id") {
            return { say: yes ? "选定的那一条" : "选定那一条以外的" };
        }
        if (field?.type == "bool") {
            return { say: `${label}：${(value == "true") == yes ? "是" : "否"}` };
        }
        if (value === "") {
            return { say: yes ? `没有${label}` : `有${label}` };
        }
        if (sign == "~" || sign == "!~") {
            return { say: `${label}里${sign == "~" ? "有" : "没有"}“${value}”` };
        }
        const shown = /^\d{4}-\d\d-\d\d/.test(value) && field?.type != "text" ? clock.short(value) : field?.type == "relation" && /^[a-z0-9]{15}$/.test(value) ? named(field.collectionId, value) : field?.type == "select" ? words.value(collection.name, name, value) : clock.told(value);
        if (yes || sign == "!=") {
            return { say: `${label}${yes ? "是" : "不是"}${shown}`, field: label, is: yes ? shown : "" };
        }
        const day = field?.type == "date" || field?.type == "autodate";
        const how = day ? { ">": "晚于", ">=": "不早于", "<": "早于", "<=": "不晚于" } : { ">": "多于", ">=": "不少于", "<": "少于", "<=": "不多于" };
        return { say: label + (how[sign] || "") + shown };
    }

    // named is what a record is called; it is asked for once and shown when it is known.
    function named(collection, id) {
        if (names.of[id] === undefined) {
            names.of[id] = "";
            app.pb.collection(collection).getOne(id, { requestKey: null }).then((r) => {
                names.of = { ...names.of, [id]: r.name || r.title || r.request_no || r.code || "" };
            }).catch(() => {});
        }
        return names.of[id] ? `“${names.of[id]}”` : "选定的那个";
    }

    // What links called their filters, so that the list says it in the same words after a reload too.
    const most = 60, kept = "hgFilters";
    let said = [];
    try {
        said = JSON.parse(localStorage.getItem(kept) || "[]");
    } catch (err) {
        localStorage.removeItem(kept);
    }

    return {
        isExpression,
        remember(filter, label) {
            if (!said.some((s) => s[0] == filter && s[1] == label)) {
                said = [[filter, label]].concat(said.filter((s) => s[0] != filter)).slice(0, most);
                localStorage.setItem(kept, JSON.stringify(said));
            }
        },
        say(filter, collection) {
            const known = numbers.of(collection?.name).find((c) => c.filter == filter)?.label || said.find((s) => s[0] == filter)?.[1];
            if (known) {
                return known;
            }
            try {
                const list = read(filter);
                const said = list && any(list, collection);
                if (said && !list.length) {
                    return said.say;
                }
            } catch (err) {
                console.warn("hongguan: filter", err);
            }
            return "按一个条件筛选出来的";
        },
    };
})();

feature("filters in words", () => {
    const bar = app.components.recordsSearchbar, history = app.components.searchHistoryButton, keys = app.utils.collectionAutocompleteKeys;
    const read = (v) => (typeof v == "function" ? v() : v);
    const told = (value) => !numbers.maintenance && filterWords.isExpression(value);

    app.components.recordsSearchbar = (props) => t.div(
        { className: () => "hg-searching" + (told(read(props.value)) ? " hg-told" : ""), hidden: () => !!read(props.hidden) },
        () => (told(read(props.value)) ? t.div(
            { className: "hg-narrowed", role: "status" },
            t.span(null, "只看：", t.strong(null, () => { // again when names are known
                const raw = read(props.collection);
                return filterWords.say(read(props.value), raw?.__raw || raw);
            })),
            t.button({ type: "button", className: "btn sm outline", onclick: () => props.onsubmit?.("") }, t.span({ className: "txt" }, "看全部")),
        ) : ""),
        bar(props),
    );

    // Plain words are looked for in what people write, not in dates, codes and ids: asked of every column of a request, a
    // sentence of fifteen characters made a filter longer than PocketBase takes, and was never found.
    const search = app.utils.normalizeSearchFilter, longest = 40;
    app.utils.normalizeSearchFilter = (term, names = []) => {
        const all = [shownCollection(), ...app.store.collections].map((c) => c?.__raw || c).filter((c) => c?.fields);
        const fields = all.find((c) => names.every((n) => c.fields.some((f) => f.name == n)))?.fields || [];
        const written = names.filter((n) => ["text", "editor", "email", "url"].includes(fields.find((f) => f.name == n)?.type));
        return search(/[=~<>]/.test(term || "") ? term : String(term || "").slice(0, longest), written.length ? written : names);
    };

    // What was looked for before holds words only, and typing offers no names of columns.
    app.components.searchHistoryButton = (props) => {
        const key = read(props.historyKey), kept = app.utils.getLocalHistory(key, []);
        if (!numbers.maintenance && Array.isArray(kept) && kept.some(filterWords.isExpression)) {
            app.utils.saveLocalHistory(key, kept.filter((text) => !filterWords.isExpression(text)));
        }
        return history(Object.assign({}, props, { value: () => (told(read(props.value)) ? "" : read(props.value)) }));
    };
    app.utils.collectionAutocompleteKeys = (...args) => (numbers.maintenance ? keys(...args) : []);
});
