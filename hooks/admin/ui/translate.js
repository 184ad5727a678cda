// Chinese everywhere: PocketBase's UI builds every element with the global `t`; wrapping it once translates all
// text, titles, placeholders and spoken labels, without watching the page.

// What was shown in English although it should not have been; the browser test expects it to be empty.
window.__hg_untranslated = [];

// feature runs one part of the extension. Whatever it throws, the plain UI keeps working.
function feature(name, work) {
    try {
        return work();
    } catch (err) {
        console.error("hongguan: " + name, err);
    }
}

// The collection whose fields are being named, while one of its inputs or views is built.
let namedCollection = "";

// within runs work while the fields of the collection are named, and remembers that what it builds is data.
function within(collection, work) {
    const before = namedCollection;
    namedCollection = collection || before;
    try {
        return work();
    } finally {
        namedCollection = before;
    }
}

const translate = (() => {
    const chinese = /[\u3400-\u9fff]/;
    const latin = /[A-Za-z]{2}/;
    const spoken = /^(textContent|title|alt|placeholder|ariaLabel|ariaDescription|html-aria-label|html-title|html-data-placeholder|html-data-name|html-data-group)$/;
    // ids, addresses, codes, file names and expressions are data, not words
    const data = /^[a-z0-9]{15}$|@|:\/\/|^\/|^[A-Z]{1,6}-\d|^[\w-]+\.\w{2,5}$|[=~<>{}]|^_|^X-[A-Z]|-IP$|^[A-Z0-9]{4,8}$|^\d/;
    const maintenance = /^#\/(logs|settings\/(sql|export|import|storage|crons))/;

    function sentence(text, collection) {
        if (typeof text == "string" && /\d{4}-[\dW]\d/.test(text)) {
            text = clock.told(text);
        }
        if (typeof text != "string" || !latin.test(text) || chinese.test(text)) {
            return text;
        }
        if (Object.hasOwn(dictionary, text)) {
            return said(text);
        }
        const bare = text.trim().replace(/\s*\n\s+/g, " ");
        if (Object.hasOwn(dictionary, bare)) {
            return said(bare);
        }
        for (const [pattern, say] of patterns) {
            const match = text.match(pattern);
            if (match) {
                return say(match);
            }
        }
        const word = words.any(bare, collection);
        if (word) {
            return word;
        }
        if (!collection) {
            collect(bare);
        }
        return text;
    }

    function said(text) {
        const chinese = dictionary[text];
        return typeof chinese == "function" ? chinese() : chinese;
    }

    function collect(text) {
        const list = window.__hg_untranslated;
        if (list.length < 500 && !data.test(text) && text != app.store.settings?.meta?.appName && !maintenance.test(location.hash) && !list.includes(text)) {
            list.push(text);
        }
    }

    function result(value, collection) {
        if (Array.isArray(value)) {
            return value.map((v) => (typeof v == "string" ? sentence(v, collection) : v));
        }
        return typeof value == "string" ? sentence(value, collection) : value;
    }

    // later translates what a function gives when the page asks for it, with the fields named as they are now.
    function later(fn) {
        const collection = namedCollection;
        return function(...args) {
            return result(within(collection, () => fn.apply(this, args)), collection);
        };
    }

    function child(c) {
        if (typeof c == "string") {
            return sentence(c, namedCollection);
        }
        if (typeof c == "function") {
            return later(c);
        }
        return Array.isArray(c) && !c.__raw ? c.map(child) : c;
    }

    function attributes(attrs) {
        if (!attrs || typeof attrs != "object") {
            return attrs;
        }
        for (const name of Object.keys(attrs)) {
            if (spoken.test(name)) {
                const value = attrs[name];
                attrs[name] = typeof value == "function" ? later(value) : sentence(value, namedCollection);
            }
        }
        return attrs;
    }

    return { sentence, child, attributes };
})();

feature("translate elements", () => {
    const tags = window.t;
    const built = {};
    window.t = new Proxy({}, {
        get(_, tag) {
            built[tag] ||= function(attrs, ...children) {
                try {
                    attrs = translate.attributes(attrs);
                    children = children.map(translate.child);
                } catch (err) {
                    console.error("hongguan: translate", err);
                }
                return tags[tag](attrs, ...children);
            };
            return built[tag];
        },
    });
});

feature("translate tooltips", () => {
    const tooltip = app.attrs.tooltip;
    app.attrs.tooltip = (text, ...rest) => {
        if (typeof text == "function") {
            return tooltip(() => translate.sentence(text()), ...rest);
        }
        return tooltip(translate.sentence(text), ...rest);
    };
});

// Refusals of the server are put into Chinese where they arrive, so that every form and message shows them so.
feature("translate refusals", () => {
    app.pb.afterSend = (response, data) => {
        if (data?.meta?.accentColor == "#1055c9") {
            data.meta.accentColor = "#b3241b"; // PocketBase's blue, when nobody has chosen a colour
        }
        if (response.status >= 400 && data) {
            data.message = refusal(data.message);
            for (const field of Object.values(data.data || {})) {
                if (field && typeof field.message == "string") {
                    field.message = refusal(field.message);
                }
            }
        }
        return data;
    };
    function refusal(message) {
        return translate.sentence(String(message || "").trim()).replace(/([\u3400-\u9fff”）])\.$/, "$1");
    }
});

feature("translate the window's title", () => {
    watch(() => {
        const name = app.store.settings?.meta?.appName;
        const parts = app.utils.toArray(app.store.title).concat(!name || name == "Acme" ? "红管家" : name);
        document.title = parts.map((p) => translate.sentence(p)).join(" - ");
    });
    document.documentElement.lang = "zh-CN";
});
