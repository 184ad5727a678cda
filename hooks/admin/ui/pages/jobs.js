// 定时任务: what runs by itself, when it last did and will next; with a button to run it now.
const { ask, clock, complain, verbs } = window.hongguan;

export function page() {
    const state = store({ jobs: null, error: "" });

    async function load(answer) {
        state.error = "";
        try {
            state.jobs = (answer?.jobs ? answer : await ask("/api/jobs")).jobs;
        } catch (err) {
            state.error = err.message;
        }
    }
    async function run(job) {
        try {
            await load(await ask(`/api/jobs/${job.name}/run`, {}, "POST"));
            app.toasts.success(`“${job.label}”已运行`);
        } catch (err) {
            complain(err);
        }
    }

    return t.div({ className: "page", onmount: () => load() }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading" }, t.h1(null, "定时任务"), t.p(null, "电脑关过机也不要紧，开机后会补上。")),
        () => {
            const jobs = state.jobs?.__raw || state.jobs;
            if (state.error) {
                return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: () => load() }, "重试"));
            }
            if (!jobs) {
                return t.p({ className: "hg-loading" }, "正在读取…");
            }
            if (!jobs.length) {
                return t.div({ className: "hg-empty" }, "现在没有定时任务。");
            }
            return t.section({ className: "hg-card hg-scroll" }, t.table(
                { className: "hg-table hg-jobs" },
                t.thead(null, t.tr(null, ["任务", "上次", "结果", "下次", ""].map((h) => t.th(null, h)))),
                t.tbody(null, jobs.map((job) => row(job, run))),
            ));
        },
    ));
}

// small says on a phone what the column says on a PC.
const small = (word) => t.span({ className: "hg-small" }, word + " ");

const lamp = (past) => t.span({ className: "hg-lamp hg-" + (past.state == "failed" ? "red" : "green"), title: past.note || "" }, past.state_label);

// earlier folds the runs before the last one.
function earlier(runs) {
    return runs.length < 2 ? "" : t.details(
        { className: "hg-twin" },
        t.summary(null, `前 ${runs.length - 1} 次`),
        t.ul(null, runs.slice(1).map((past) => t.li(null, `${past.slot}，${clock.short(past.finished_at)} `, lamp(past), past.note ? " " + past.note : ""))),
    );
}

function row(job, run) {
    const last = job.runs?.[0];
    return t.tr(
        null,
        t.td(null, t.b(null, job.label), job.hold ? t.p({ className: "hg-note" }, job.hold) : ""),
        t.td(null, small("上次"), last ? clock.short(last.finished_at) : "还没有运行过"),
        t.td(null, last ? lamp(last) : "", last?.note ? t.p({ className: "hg-hint" }, last.note) : "", earlier(job.runs || [])),
        t.td(null, job.next ? [small("下次"), clock.short(job.next)] : ""),
        t.td(null, verbs.busyButton("sm outline", "现在运行", () => run(job))),
    );
}
