// The numbers of the workbench, asked for once and shared by the workbench, the menus and the lists' quick filters.
const numbers = (() => {
    const state = store({ all: null, error: "", at: 0 });
    let asking = null, shown = "";

    function ask() {
        asking ||= app.pb.send("/api/stats/overview", { requestKey: null }).then((fresh) => {
            clock.follow(fresh.now);
            const text = JSON.stringify({ ...fresh, now: "" });
            if (text != shown) {
                shown = text; // the same numbers again leave the page as it is
                state.all = fresh;
            }
            state.error = "";
            state.at = Date.now();
        }).catch((err) => {
            state.error = err?.message || "没有读到数字";
            throw err;
        }).finally(() => {
            asking = null;
        });
        return asking;
    }

    const numbers = {
        state,
        ask,
        of(collection) {
            return (state.all?.counters || []).filter((c) => c.collection == collection && c.filter);
        },
        get maintenance() {
            return !!state.all?.maintenance;
        },
    };
    return numbers;
})();

// The address, as something that can be watched. PocketBase rewrites it without an event when a filter is typed.
const address = store({
    hash: location.hash,
    get query() {
        return new URLSearchParams(address.hash.split("?")[1] || "");
    },
});
window.addEventListener("hashchange", () => {
    address.hash = location.hash;
});
feature("watch the address", () => {
    for (const name of ["pushState", "replaceState"]) {
        const plain = history[name];
        history[name] = function(...args) {
            plain.apply(this, args);
            address.hash = location.hash;
        };
    }
});

// The numbers are asked for at log-in and then each minute on any page, so that an emergency shows everywhere.
feature("numbers everywhere", () => {
    setInterval(() => {
        if (app.store.superuser?.id && document.visibilityState == "visible" && Date.now() - numbers.state.at > 55000) {
            numbers.ask().catch(() => {});
        }
    }, 60000);
    watch(() => {
        const emergency = (numbers.state.all?.counters || []).find((c) => c.key == "emergency");
        document.body.classList.toggle("hg-emergency", emergency?.count > 0);
    });
    watch(() => app.store.superuser?.id, (id) => {
        if (id) {
            numbers.ask().catch((err) => console.warn("hongguan: numbers", err));
        }
    });
});
