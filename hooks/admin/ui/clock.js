// Times as the office writes them, always Asia/Shanghai whatever the PC is set to.
const clock = (() => {
    const parts = new Intl.DateTimeFormat("en-CA", {
        timeZone: "Asia/Shanghai", hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
        hour: "2-digit", minute: "2-digit", second: "2-digit", weekday: "short",
    });
    const weekdays = { Sun: "日", Mon: "一", Tue: "二", Wed: "三", Thu: "四", Fri: "五", Sat: "六" };

    function read(value) {
        const time = value instanceof Date ? value : new Date(String(value || "").replace(" ", "T"));
        if (isNaN(time)) {
            return null;
        }
        const p = {};
        for (const part of parts.formatToParts(time)) {
            p[part.type] = part.value;
        }
        return p;
    }

    let ahead = 0; // ms by which the server's clock is ahead of this PC's

    const clock = {
        now() {
            return new Date(Date.now() + ahead);
        },
        // follow takes over the time the server gave with an answer.
        follow(value) {
            const time = new Date(String(value || "").replace(" ", "T"));
            if (!isNaN(time)) {
                ahead = time - Date.now();
            }
        },
        // 11月22日 14:05, with the year when it is not this one
        short(value) {
            const p = read(value);
            if (!p) {
                return "";
            }
            const year = p.year == read(clock.now()).year ? "" : p.year + "年";
            return `${year}${+p.month}月${+p.day}日 ${p.hour}:${p.minute}`;
        },
        // 2026年11月22日 星期日 14:05:09
        full(value) {
            const p = read(value);
            return p ? `${p.year}年${+p.month}月${+p.day}日 星期${weekdays[p.weekday]} ${p.hour}:${p.minute}:${p.second}` : "";
        },
        // 2026年12月10日 星期四, of a plain day
        day(value) {
            return clock.full(value + "T12:00:00+08:00").replace(/ [\d:]+$/, "");
        },
        // told writes the days and weeks of a text as the office does: 2026-W48 is 2026年第48周, 2026-11-29 08:20 is
        // 11月29日 08:20. Names of files keep theirs.
        told(text) {
            return text.replace(/(?<![\w.-])(\d{4})-W(\d\d)(?![\w-])/g, (_, year, week) => `${year}年第${+week}周`)
                .replace(/(?<![\w.-])(\d{4})-(\d\d)-(\d\d)(?![\w-])/g, (_, year, month, day) => (year == read(clock.now()).year ? "" : year + "年") + `${+month}月${+day}日`);
        },
        // 周五 15:00
        weekday(value) {
            const p = read(value);
            return p ? `周${weekdays[p.weekday]} ${p.hour}:${p.minute}` : "";
        },
        // 2 天 3 小时, from now until value; "" when past
        until(value) {
            const minutes = Math.floor((new Date(String(value || "").replace(" ", "T")) - clock.now()) / 60000);
            if (!(minutes > 0)) {
                return "";
            }
            const days = Math.floor(minutes / 1440), hours = Math.floor(minutes / 60) % 24;
            if (days) {
                return hours ? `${days} 天 ${hours} 小时` : `${days} 天`;
            }
            return hours ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分钟`;
        },
    };
    return clock;
})();

feature("local times", () => {
    app.utils.toLocalDatetime = (value) => clock.full(value);
    app.components.formattedDate = (props = {}) => {
        const read = (v) => (typeof v == "function" ? v() : v);
        return t.div(
            { className: "formatted-date hg-date", title: () => (read(props.short) ? clock.full(read(props.value)) : "") },
            () => {
                const value = read(props.value);
                if (!value) {
                    return t.span({ className: "missing-value" });
                }
                return t.span({ className: "primary-date" }, read(props.short) ? clock.short(value) : clock.full(value));
            },
        );
    };
});
