// Twelve weeks of new and closed requests as bars, or of two other figures, with the same figures as a table.
export function weeks(list, says = { title: "近十二周", bars: "收到", line: "办结" }) {
    return t.section(
        { className: says.inside ? "hg-inside" : "hg-card" },
        t.h2(null, says.title, t.span({ className: "hg-legend" }, t.i({ className: "new" }), says.bars, t.i({ className: "closed" }), says.line)),
        list.length ? [drawing(list, says), table(list, says)] : t.p({ className: "hg-kind" }, "还没有满一周的数字，过几天再看。"),
    );
}

const label = (week) => "第" + String(week).replace(/^\d+-W0?/, "") + "周";

function drawing(list, says) {
    const width = 720, height = 190, foot = 26, head = 18;
    const most = Math.max(1, ...list.flatMap((w) => [w.new, w.closed]));
    const step = width / list.length, bar = Math.min(22, step / 3);
    const tall = (n) => Math.round((n / most) * (height - foot - head));
    const one = (x, n, name) => `<rect class="${name}" x="${x.toFixed(1)}" y="${height - foot - tall(n)}" width="${bar.toFixed(1)}" height="${tall(n)}" rx="3"/>`
        + (n ? `<text class="n" x="${(x + bar / 2).toFixed(1)}" y="${height - foot - tall(n) - 4}">${n}</text>` : "");
    const bars = list.map((w, i) => {
        const x = i * step + step / 2;
        return one(x - bar - 1, +w.new || 0, "new") + one(x + 1, +w.closed || 0, "closed")
            + `<text class="w" x="${x.toFixed(1)}" y="${height - 8}">${String(w.week).replace(/^\d+-W0?/, "").replace(/[^\d]/g, "")}</text>`;
    }).join("");
    const figure = t.figure({ className: "hg-bars", role: "img", ariaLabel: `近十二周${says.bars}和${says.line}的件数，数字见下表` });
    figure.innerHTML = `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true"><line x1="0" x2="${width}" y1="${height - foot}" y2="${height - foot}"/>${bars}</svg>`;
    return figure;
}

function table(list, says) {
    return t.details(
        { className: "hg-twin" },
        t.summary(null, "看数字"),
        t.div({ className: "hg-scroll" }, t.table(
            { className: "hg-table" },
            t.thead(null, t.tr(null, ["周", says.bars, says.line].map((h) => t.th(null, h)))),
            t.tbody(null, list.map((w) => t.tr(null, t.td(null, label(w.week)), t.td(null, String(w.new)), t.td(null, String(w.closed))))),
        )),
    );
}
