// Emergencies nobody has handled stand at the foot of every page. One that nobody has taken on sounds again and again;
// 静音 silences that one alone, in this browser alone.

feature("alarm", () => {
    const again = 20000; // ms between two soundings
    const shown = 3, place = "hgMuted";
    const state = store({ muted: remembered(), still: false });
    let timer = 0, ringing = "", sound = null, unsubscribe = null;

    function remembered() {
        try {
            return JSON.parse(localStorage.getItem(place) || "[]");
        } catch (err) {
            return [];
        }
    }
    const plain = (v) => v?.__raw || v;
    const open = () => (app.store.superuser?.id && plain(plain(numbers.state.all)?.emergencies)) || [];

    // The desk's own tones.
    async function ring() {
        try {
            sound ||= (await import(app.pb.buildURL("/js/desk/sound.js"))).sound;
            state.still = !(await sound());
        } catch (err) {
            console.warn("hongguan: sound", err);
        }
    }

    watch(() => open().filter((r) => !r.called_at && !plain(state.muted).includes(r.id)).map((r) => r.id).join(" "), (loud) => {
        clearInterval(timer);
        if (loud) {
            if (loud.split(" ").some((id) => !ringing.includes(id))) {
                ring();
            }
            timer = setInterval(ring, again);
        }
        ringing = loud;
    });

    function mute(id) {
        const kept = plain(state.muted).filter((old) => open().some((r) => r.id == old)).concat(id);
        localStorage.setItem(place, JSON.stringify(kept));
        state.muted = kept;
    }

    const line = (r) => t.li(
        null,
        t.a({ href: `#/collections?collection=requests&record=${r.id}` }, [r.danger_label, r.place_label || "没有写地点", clock.short(r.received_at)].join(" · ")),
        t.span({ className: r.lamp == "red" ? "late" : "" }, r.lamp_label),
        r.called_at ? "" : verbs.busyButton("sm hg-white", "我来处理", () => verbs.act(r, { verb: "take", label: "我来处理", fields: [] })),
        r.called_at || plain(state.muted).includes(r.id) ? "" : t.button({ type: "button", className: "btn sm outline hg-mute", onclick: () => mute(r.id) }, t.span({ className: "txt" }, "静音")),
    );

    const bar = document.body.appendChild(t.aside({ className: () => "hg-alarmbar" + (open().length ? "" : " hg-none") }, () => {
        const all = open();
        document.body.classList.toggle("hg-alarmed", all.length > 0);
        if (!all.length) {
            return "";
        }
        const waiting = all.filter((r) => !r.called_at).length;
        return [
            t.p({ role: "alert" }, t.strong(null, waiting ? `紧急 ${waiting} 件没人接` : `紧急 ${all.length} 件正在处理`),
                state.still ? t.button({ type: "button", className: "btn sm hg-white", onclick: ring }, t.span({ className: "txt" }, "打开声音")) : ""),
            t.ul(null, all.slice(0, shown).map(line)),
            all.length > shown ? t.a({ href: "#/desk" }, `看全部 ${all.length} 件`) : "",
        ];
    }));
    // The page ends where the bar begins, however many lines it has.
    new ResizeObserver(() => document.body.style.setProperty("--hg-alarm", bar.offsetHeight + "px")).observe(bar);

    // News of emergencies comes at once on every page; the numbers themselves are kept for two seconds.
    watch(() => app.store.superuser?.id, async (id) => {
        unsubscribe?.().catch?.(() => {});
        unsubscribe = null;
        if (!id) {
            return;
        }
        const look = () => [300, 2600].forEach((ms) => setTimeout(() => numbers.ask().catch(() => {}), ms));
        try {
            unsubscribe = await app.pb.collection("requests").subscribe("*", look, { filter: "lane = 'emergency'" });
        } catch (err) {
            console.warn("hongguan: realtime", err); // the numbers are asked for each minute all the same
        }
    });
});
