// 导出台账: any list that may leave the house, as it is filtered on the screen, in one Excel file.

// saveFile fetches a file with the secretary's token and hands it to the browser to save.
async function saveFile(path, name) {
    const answer = await fetch(app.pb.buildURL(path), { headers: { Authorization: app.pb.authStore.token } });
    if (!answer.ok) {
        throw new Error((await answer.json().catch(() => null))?.message || "文件没有下载到");
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

feature("ledger of a list", () => {
    // Accounts, the roster and the logs stay in the house: the server refuses them too.
    const kept = /^(_|staff$|roster_entries$|login_codes$|communities$|audit_entries$|request_events$|poster_scans$|point_entries$|sealed_|upper_contacts$)/;

    // PocketBase's list looks for plain words in every field it shows; so does the ledger, but for what it may not ask.
    const asked = (collection) => app.utils.normalizeSearchFilter(
        address.query.get("filter") || "",
        collection.fields.filter((f) => !f.hidden && !/^(sealed|shielded)_/.test(f.name)).map((f) => f.name),
    );

    // Where a list may be filled from a sheet: what would change is said first.
    const filled = { roster_entries: "#/import", estates: "#/import", buildings: "#/import", units: "#/import", matters: "#/catalogue", workday_calendar: "#/holidays" };

    document.addEventListener("mount:recordsList", (e) => feature("ledger button", () => {
        if (e.detail.parentElement?.querySelector(":scope > .hg-ledger") || e.detail.closest(".modal")) {
            return;
        }
        e.detail.before(t.div({ className: "hg-ledger" }, () => {
            app.store.collections; // again when they have been read
            const name = shownCollection()?.name;
            const fill = filled[name] ? t.a({ className: "btn sm outline", href: filled[name] }, t.span({ className: "txt" }, name == "workday_calendar" ? "粘贴放假通知" : "从 Excel 导入")) : "";
            if (!name || kept.test(name)) {
                return fill || undefined;
            }
            return [verbs.busyButton("sm outline", "导出台账", async () => {
                const query = new URLSearchParams({ filter: asked(shownCollection()), sort: address.query.get("sort") || "" });
                try {
                    await saveFile(`/api/ledgers/${name}?${query}`, `${words.collection(name)}台账.xlsx`);
                } catch (err) {
                    complain(err);
                }
            }, "把现在筛选出来的清单导出成 Excel，姓名、电话已隐去"), fill];
        }));
    }));
});
