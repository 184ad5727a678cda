// How fields look: Chinese names, values of selects as coloured words, and no inputs for what only the buttons may change.

// Colours by meaning; a value not listed is plain grey.
const tones = {
    status: {
        pending: "red", accepted: "orange", need_info: "orange", dispatched: "orange", in_progress: "blue", in_review: "orange",
        replied: "green", closed: "green",
    },
    state: {
        draft: "orange", published: "green", held: "orange", queued: "blue", sending: "blue", sent: "green", manual: "green", failed: "red", human: "red",
        open: "orange", signed: "blue", returned: "red", active: "green", received: "red", read: "orange", in_review: "orange", sent_back: "red", reported: "blue",
        forwarded: "blue", replied: "green", told: "green", done: "green",
    },
    lane: { emergency: "red" },
    danger: { violence_under_way: "red", fire: "red", gas_leak: "red" },
    found: { real: "orange", resolved: "green", false_alarm: "green" },
    step: { second: "red" },
    tier: { complex: "orange", department: "blue" },
    kind: { complaint: "orange" },
    real_name: { confirmed: "green", matched: "blue" },
    link_state: { to_check: "red", linked: "green" },
    solved: { yes: "green", partly: "orange", no: "red" },
};

// Tables that only the program writes, with the fields that may still be typed.
const kept = {
    requests: [], request_events: [], replies: [], assignments: [], call_backs: [], poster_scans: [], outbox: [], job_runs: [], reminders: [], org_links: [], elder_cards: [], visits: [], duties: ["note"], handovers: [],
    volunteers: ["external_no", "insured_until", "guardian_agreed", "grid"], orders: [], claims: [], service_records: [], certificates: [],
    point_entries: [], point_adjustments: [],
    alerts: [], audit_entries: [], weekly_reports: [], sealed_events: [], sealed_reports: [], upper_contacts: [], login_codes: [], matter_history: [], corrections: [],
    posters: ["note"],
    faq_cases: ["question", "answer", "keywords", "matter", "category", "source", "pinned", "active", "sort"], // how often it helped is counted
};

// What only the program reads: keys, fingerprints and ids. Seen with --maintenance only.
const technical = {
    requests: ["client_key", "query_code_hash", "near", "called_by_id"],
    request_events: ["data", "digest", "actor_id"],
    audit_entries: ["actor_id", "target_id", "digest", "words_digest", "salt"],
    assignments: ["token_hash"],
    replies: ["assignment"],
    org_links: ["token_hash"],
    elder_cards: ["key_hash"],
    residents: ["register_key"],
    weekly_reports: ["figures", "items", "files"],
    outbox: ["dedup_key", "message_id", "body_html", "attachment_list", "attachments"],
    corrections: ["by", "undone_by"],
    matter_history: ["matter", "code", "actor_id", "snapshot"],
    orders: ["by_id", "client_key"],
    certificates: ["records", "key_hash"],
    point_entries: ["seq", "key", "of", "day", "source", "source_id"],
    point_adjustments: ["proposer", "decider"],
    buildings: ["key"],
    units: ["key"],
};

// Texts that hold a day or a time, and are chosen, not typed.
const chosenDays = { volunteers: { insured_until: "date" }, projects: { from_day: "date", until_day: "date" }, milestones: { due_day: "date", done_day: "date" }, point_rules: { from_day: "date", until_day: "date" }, workday_calendar: { day: "date" }, watches: { from_day: "date", to_day: "date", from_time: "time", to_time: "time" } };

// Helps that speak of an address, where a button stands beside them.
const saidBetter = { communities: { referral_template: "本地用的承办单 Word 模板，不传就用自带的。先点上面的“下载模板”，改好再传；双大括号里的标记不要改。" } };

function valueChip(collection, field, code) {
    return t.span({
        className: "label hg-value hg-" + (tones[field]?.[code] || "grey"),
        textContent: () => words.value(collection, field, code),
    });
}

// isTechnical reports whether a field is the program's own; a technician sees it while the program runs for maintenance.
function isTechnical(collection, field) {
    return !numbers.maintenance && !!technical[collection]?.includes(field);
}

feature("values of selects", () => {
    app.fieldTypes.select.view = (props) => t.div(
        { className: "record-field-view field-type-select" },
        () => {
            const codes = app.utils.toArray(props.record[props.field.name], false).filter((code) => code && code != "none");
            if (!codes.length) {
                return t.span({ className: "missing-value" });
            }
            return codes.map((code) => valueChip(props.record.collectionName, props.field.name, code));
        },
    );

    app.fieldTypes.select.input = (props) => {
        const id = "select_" + app.utils.randomString();
        return t.div(
            { className: "record-field-input field-type-select" },
            t.div(
                { className: "field" },
                t.label(
                    { htmlFor: id },
                    t.i({ className: app.fieldTypes.select.icon, ariaHidden: true }),
                    t.span({ className: "txt" }, () => props.field.name),
                ),
                app.components.select({
                    id,
                    name: () => props.field.name,
                    max: () => props.field.maxSelect || 1,
                    required: () => props.field.required,
                    options: () => props.field.values.map((v) => ({ value: v, label: words.value(props.collection.name, props.field.name, v) })),
                    value: () => app.utils.toArray(props.record[props.field.name]),
                    onchange: (chosen) => {
                        const values = chosen.map((o) => o.value);
                        props.record[props.field.name] = props.field.maxSelect > 1 ? values : values[0] || "";
                    },
                }),
            ),
            () => props.field.help && t.div({ className: "field-help" }, props.field.help),
        );
    };
});

// Text columns that hold a code.
feature("codes in text", () => {
    const coded = { request_events: ["verb", "from_status", "to_status"], sealed_events: ["verb"] };
    const view = app.fieldTypes.text.view;
    app.fieldTypes.text.view = (props) => {
        const { collectionName } = props.record || {};
        if (!coded[collectionName]?.includes(props.field.name)) {
            return view(props);
        }
        return t.div({ className: "record-field-view" }, () => words.value(collectionName, props.field.name, props.record[props.field.name] || ""));
    };
});

// Lists of words are written one on a line, not as code.
feature("lists of words", () => {
    const { view, input } = app.fieldTypes.json;
    const listed = { estates: ["aliases", "former_names"], buildings: ["aliases", "former_names"], matters: ["keywords", "examples"], faq_cases: ["keywords"], resources: ["keywords"] };
    const list = (value) => {
        if (typeof value == "string" && value) {
            try {
                value = JSON.parse(value);
            } catch (err) {
                return null;
            }
        }
        value ||= [];
        return Array.isArray(value) && value.every((word) => typeof word == "string") ? value : null;
    };
    const plain = (value) => list(value?.__raw || value);

    app.fieldTypes.json.view = (props) => {
        const found = listed[props.record?.collectionName]?.includes(props.field.name) && plain(props.record[props.field.name]);
        if (!found) {
            return view(props);
        }
        return t.div({ className: "record-field-view" }, found.length ? app.utils.truncate(found.join("、"), props.short ? 24 : 200) : t.span({ className: "missing-value" }));
    };
    app.fieldTypes.json.input = (props) => {
        const name = props.field.name;
        if (!listed[props.collection?.name]?.includes(name) || !plain(props.record[name])) {
            return input(props);
        }
        const id = "words_" + app.utils.randomString();
        const split = (text) => text.split(/\n/).map((line) => line.trim()).filter(Boolean);
        const area = t.textarea({
            id, name, rows: Math.min(10, Math.max(3, plain(props.record[name]).length + 1)), value: plain(props.record[name]).join("\n"),
            oninput: () => {
                props.record[name] = split(area.value);
            },
        });
        const follow = watch(() => JSON.stringify(plain(props.record[name]) || []), (now) => {
            if (now != JSON.stringify(split(area.value))) {
                area.value = JSON.parse(now).join("\n");
            }
        });
        return t.div(
            { className: "record-field-input hg-words", onunmount: () => follow?.unwatch() },
            t.div({ className: "field" }, t.label({ htmlFor: id }, t.span({ className: "txt" }, () => name)), area),
            t.div({ className: "field-help" }, "一行写一个。" + (props.field.help || "").replace(/\["([^\]]*)"\]/g, (_, list) => list.replace(/", ?"/g, "、"))),
        );
    };
});

// The name of a job is known to the jobs themselves.
feature("names of jobs", () => {
    const named = store({ labels: null });
    const view = app.fieldTypes.text.view;
    app.fieldTypes.text.view = (props) => {
        if (props.record?.collectionName != "job_runs" || props.field.name != "job") {
            return view(props);
        }
        if (!named.labels) {
            named.labels = {};
            ask("/api/jobs").then(({ jobs }) => {
                named.labels = Object.fromEntries(jobs.map((job) => [job.name, job.label]));
            }).catch((err) => console.warn("hongguan: jobs", err));
        }
        return t.div({ className: "record-field-view" }, () => named.labels[props.record.job] || words.any(props.record.job, "job_runs") || props.record.job);
    };
});

// The history of a matter is told field by field.
feature("changes of matters", () => {
    const view = app.fieldTypes.json.view;
    const told = (field, value) => {
        if (value === null || value === undefined || value === "") {
            return "空";
        }
        if (typeof value == "boolean") {
            return value ? "是" : "否";
        }
        if (Array.isArray(value)) {
            return value.map((v) => told(field, v)).join("、") || "空";
        }
        if (typeof value == "object") {
            return Object.entries(value).map(([name, v]) => `${words.field("matters", name)}：${told(name, v)}`).join("；");
        }
        return words.value("matters", field, String(value));
    };
    app.fieldTypes.json.view = (props) => {
        if (props.record?.collectionName != "matter_history" || props.field.name != "changes") {
            return view(props);
        }
        const changes = props.record.changes?.__raw || props.record.changes || [];
        const lines = [].concat(changes).map((c) => {
            const name = c.field == "routes" ? words.collection("routes") : words.field("matters", c.field);
            const from = told(c.field, c.from), to = told(c.field, c.to);
            return from == "空" ? `${name}：${to}` : `${name}：${from} → ${to}`;
        });
        return t.div({ className: "record-field-view" }, props.short ? app.utils.truncate(lines.join("；"), 60) : lines.map((line) => t.p(null, line)));
    };
});

feature("names of fields", () => {
    for (const type of Object.values(app.fieldTypes)) {
        const { view, input } = type;
        if (view) {
            type.view = (props) => within(props.record?.collectionName, () => view(props));
        }
        if (input) {
            type.input = (props) => within(props.collection?.name, () => (
                isTechnical(props.collection?.name, props.field.name) ? t.div({ className: "record-field-input hg-technical" })
                    : locked(props) ? shown(props, view) : withoutEcho(chosenDays[props.collection?.name]?.[props.field.name] ? chosen(props) : input(props), props)));
        }
    }

    // chosen is a day or a time from the browser's own calendar, kept as the text the program reads.
    function chosen(props) {
        const { name } = props.field, id = "day_" + app.utils.randomString();
        const kind = chosenDays[props.collection.name][name];
        const said = t.span(null, () => (kind == "date" && props.record[name] ? clock.day(props.record[name]) + "。" : ""));
        return t.div(
            { className: "record-field-input" },
            t.div({ className: "field" }, t.label({ htmlFor: id }, t.span({ className: "txt" }, () => name)), t.input({
                id, name, type: kind, required: () => props.field.required, value: () => props.record[name] || "",
                oninput: (e) => {
                    props.record[name] = e.target.value;
                },
            })),
            t.div({ className: "field-help" }, said, (props.field.help || "").replace(/[，,]?(写成|如) \d{4}-\d\d-\d\d/, "")),
        );
    }

    function locked(props) {
        const free = kept[props.collection?.name];
        return free && !props.field.primaryKey && !free.includes(props.field.name) && !!props.originalRecord?.id;
    }

    // withoutEcho drops a help text that only repeats the field's name, and says better what a button beside it does.
    function withoutEcho(element, props) {
        const mount = element.onmount, better = saidBetter[props.collection?.name]?.[props.field.name];
        element.onmount = () => {
            mount?.();
            for (const help of element.querySelectorAll(".field-help")) {
                help.textContent = better || help.textContent;
                help.hidden = help.textContent.replace(/。$/, "") == words.field(props.collection?.name, props.field.name);
            }
        };
        return element;
    }

    // shown is a field that is read, not typed.
    function shown(props, view) {
        return t.div(
            { className: "record-field-input hg-shown" },
            t.div({ className: "hg-shown-name" }, () => props.field.name),
            view ? view(props) : String(props.record[props.field.name] ?? ""),
        );
    }
});
