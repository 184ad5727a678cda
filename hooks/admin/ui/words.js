// shownCollection is the collection whose list is open; unlike app.store.activeCollection it is never a moment late.
function shownCollection() {
    const key = app.store._activeCollectionIdOrName;
    const list = app.store.__raw.collections?.__raw || app.store.__raw.collections || [];
    const plain = list.map((c) => c.__raw || c);
    return plain.find((c) => c.id == key || c.name == key) || plain[0];
}

// The office's words for collections, fields and values, from GET /api/words. Kept in the browser so that the next
// visit has them at once.
const words = (() => {
    const kept = "hgWords";
    const state = store({ version: 0 });
    let table = { collections: {}, groups: {}, values: {} };
    try {
        table = Object.assign(table, JSON.parse(localStorage.getItem(kept) || "{}"));
    } catch (err) {
        localStorage.removeItem(kept);
    }

    // PocketBase's own tables and fields
    const own = {
        _superusers: "书记账号", _authOrigins: "登录过的设备", _externalAuths: "第三方登录", _mfas: "两步验证", _otps: "验证码",
    };
    const ownFields = {
        id: "内码", created: "建立时间", updated: "修改时间", email: "邮箱", emailVisibility: "公开邮箱", verified: "邮箱已验证",
        password: "密码", passwordConfirm: "再输一遍密码", tokenKey: "登录密钥", collectionRef: "台账", recordRef: "记录",
        hg_state: "状态", hg_matter: "事项", hg_handler: "承办单位", hg_do: "办理", hg_stock: "能兑换",
        fingerprint: "设备", provider: "第三方", providerId: "第三方编号", method: "方式", sentTo: "发往",
    };

    // The server says in which group the words of a field's values stand; a field it does not name has a group of its
    // own name.
    function group(collection, field) {
        return table.groups?.[collection]?.[field] || field;
    }

    async function load() {
        const fresh = await app.pb.send("/api/words", { requestKey: null });
        const text = JSON.stringify(fresh);
        if (text != JSON.stringify(table)) {
            table = Object.assign({ collections: {}, groups: {}, values: {} }, fresh);
            localStorage.setItem(kept, text);
            state.version++;
        }
    }

    const words = {
        load,
        collection(name) {
            return (state.version, table.collections[name]?.label || own[name] || name);
        },
        field(collection, name) {
            return (state.version, table.collections[collection]?.fields?.[name] || ownFields[name] || name);
        },
        value(collection, field, code) {
            return (state.version, table.values[group(collection, field)]?.[code] || code);
        },
        // any finds the word for a collection or for a field of the collection shown.
        any(text, collection) {
            state.version;
            if (!/^[A-Za-z_]+$/.test(text)) {
                return "";
            }
            const shown = collection || shownCollection()?.name;
            const field = table.collections[shown]?.fields?.[text] || ownFields[text];
            const elsewhere = () => Object.values(table.collections).find((c) => c.fields?.[text])?.fields[text];
            return field || table.collections[text]?.label || own[text] || elsewhere() || "";
        },
        verb(code) {
            return (state.version, table.values.verb?.[code] || code);
        },
    };
    return words;
})();

feature("load words", () => {
    words.load().catch((err) => console.error("hongguan: words", err));
});
