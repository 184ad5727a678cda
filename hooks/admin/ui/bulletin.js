// 红管发布: look at a post as residents will, publish it, take it down.

rowActions.posts = (record) => {
    const shown = record.state == "published";
    const over = shown && record.expires_at && Date.parse(record.expires_at.replace(" ", "T")) <= Date.now();
    return [
        verbs.busyButton("sm outline", "预览", () => previewPost(record), "居民看到的样子"),
        over ? t.span({ className: "hg-hint" }, "已到期") : shown ? verbs.busyButton("sm outline", "撤下", () => askPost(record, "withdrawn"), "居民马上看不到，记录留着")
            : verbs.busyButton("sm hg-strong", "发布", () => askPost(record, "published"), "居民马上看得到"),
    ];
};

dialogPanels.posts = (record) => t.div({ className: "hg-panel hg-verbs" }, rowActions.posts(record));

async function seenPost(record) {
    return app.pb.send(`/api/bulletin/${record.id}/preview`, { requestKey: null });
}

async function previewPost(record) {
    const post = await seenPost(record).catch(complain);
    if (!post) {
        return;
    }
    const token = post.pictures.length ? await app.pb.files.getToken({ requestKey: null }) : "";
    const day = (at) => (at ? clock.short(at) : "");
    const body = t.div({ className: "hg-post-body" });
    body.innerHTML = post.body; // the server lets nothing through but plain paragraphs, lists, tables and links
    openDialog({
        title: "预览 · " + post.stage,
        content: [
            t.p({ className: "hg-hint" }, `发给：${post.for}。` + (post.at ? `${day(post.at)} 起` : "发布以后") + (post.until ? `，到 ${day(post.until)} 自动收起。` : "，一直显示，直到撤下。")),
            t.article(
                { className: "hg-post" },
                t.p(null, t.span({ className: "label hg-value hg-blue" }, post.kind_label), post.pinned ? " 置顶" : ""),
                t.h2(null, post.title),
                t.p({ className: "hg-hint" }, [post.author, day(post.at)].filter(Boolean).join("　")),
                body,
                post.pictures.map((name, i) => t.img({ src: app.pb.files.getURL({ id: post.id, collectionName: "posts" }, name, { token }), alt: `图片 ${i + 1}` })),
            ),
        ],
    });
}

// askPost says whom it will reach before anything happens.
async function askPost(record, state) {
    const post = await seenPost(record).catch(complain);
    if (!post) {
        return;
    }
    const later = post.at && Date.parse(post.at.replace(" ", "T")) > Date.now() ? `到 ${clock.short(post.at)} ` : "";
    const question = state == "published" ? `发布“${post.title}”吗？${later}${post.for}的居民会看到。` : `撤下“${post.title}”吗？居民马上看不到了。`;
    app.modals.confirm(question, async () => {
        try {
            verbs.changed(await app.pb.collection("posts").update(record.id, { state }, { requestKey: null }));
            app.toasts.success(state == "published" ? "已发布" : "已撤下");
        } catch (err) {
            complain(err);
        }
    }, null, { yesButton: state == "published" ? "发布" : "撤下", noButton: "再看看" });
}
