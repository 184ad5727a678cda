// 代登记: a request told at the counter, on the phone or at the door, written down for somebody.
async function takeDown() {
    try {
        const { estates } = await ask("/api/places");
        const buildings = [];
        for (const e of estates || []) {
            for (const b of e.buildings || []) {
                buildings.push({ value: b.id, label: `${e.name} ${b.name}` });
            }
        }
        const codes = (domain, only) => only.map((code) => ({ value: code, label: words.value("requests", domain, code) }));
        const filled = form([
            { name: "channel", label: "怎样反映的", type: "choice", required: true, value: "walk_in", options: codes("channel", ["walk_in", "phone", "visit", "patrol", "letter"]) },
            { name: "text", label: "反映什么（照居民的话写）", type: "textarea", required: true, rows: 5 },
            { name: "kind", label: "种类", type: "choice", value: "help", options: codes("kind", ["help", "consult", "suggestion", "complaint", "praise"]) },
            { name: "building", label: "哪一幢", type: "choice", required: true, options: buildings },
            { name: "room", label: "室号", type: "text", hint: "可不填" },
            { name: "name", label: "称呼", type: "text", required: true, hint: "姓就可以，如：王阿姨" },
            { name: "phone", label: "电话", type: "tel", required: true, hint: "手机或座机" },
            { name: "photos", label: "照片", type: "files" },
        ]);
        const key = "admin-" + app.utils.randomString(20);
        openDialog({
            title: "代登记",
            content: filled.elements,
            submit: {
                label: "登记",
                run: async () => {
                    const values = filled.values();
                    if (values instanceof FormData) {
                        values.append("client_key", key);
                    } else {
                        values.client_key = key;
                    }
                    const answer = await ask("/api/requests/intake", values);
                    const record = answer.record || answer;
                    openDialog({
                        title: "已登记 " + (record.request_no || ""),
                        cancel: "关闭",
                        content: [
                            t.p(null, answer.next || ""),
                            answer.query_code ? [t.p({ className: "hg-hint" }, "查询码（只显示这一次，请写给居民）"), t.div({ className: "hg-code" }, answer.query_code)] : "",
                        ],
                        submit: record.id ? { label: "打印回执", run: () => printPage(`receipt/${record.id}?code=${answer.query_code || ""}`) } : null,
                    });
                    if (record.id) {
                        verbs.changed(Object.assign({ collectionName: "requests" }, record));
                    }
                },
            },
        });
    } catch (err) {
        complain(err);
    }
}
