// How fields look: Chinese names, values of selects as coloured words, and no inputs for what only the buttons may change.

// Colours by meaning; a value not listed is plain grey.
const tones = {
    status: {
        pending: "red", accepted: "orange", need_info: "orange", dispatched: "orange", in_progress: "blue", in_review: "orange",
        replied: "green", closed: "green",
    },
    state: {
        draft: "orange", held: "orange", queued: "blue", sending: "blue", sent: "green", manual: "green", failed: "red", human: "red",
        open: "orange", signed: "blue", returned: "red", active: "green", in_review: "orange", sent_back: "red", reported: "blue",
        forwarded: "blue", replied: "green", told: "green", done: "green",
    },
    lane: { emergency: "red" },
    tier: { complex: "orange", department: "blue" },
    kind: { complaint: "orange" },
    real_name: { confirmed: "green", matched: "blue" },
    link_state: { to_check: "red", linked: "green" },
    solved: { yes: "green", partly: "orange", no: "red" },
};

// Tables that only the program writes, with the fields that may still be typed.
const kept = {
    requests: [], request_events: [], replies: [], assignments: [], call_backs: [], poster_scans: [], outbox: [], job_runs: [],
    audit_entries: [], weekly_reports: [], sealed_events: [], sealed_reports: [], login_codes: [], matter_history: [],
    posters: ["note"],
};

function valueChip(collection, field, code) {
    return t.span({
        className: "label hg-value hg-" + (tones[field]?.[code] || "grey"),
        textContent: () => words.value(collection, field, code),
    });
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

feature("names of fields", () => {
    for (const type of Object.values(app.fieldTypes)) {
        const { view, input } = type;
        if (view) {
            type.view = (props) => within(props.record?.collectionName, () => view(props));
        }
        if (input) {
            type.input = (props) => within(props.collection?.name, () => (locked(props) ? shown(props, view) : withoutEcho(input(props), props)));
        }
    }

    function locked(props) {
        const free = kept[props.collection?.name];
        return free && !props.field.primaryKey && !free.includes(props.field.name) && !!props.originalRecord?.id;
    }

    // withoutEcho drops a help text that only repeats the field's name.
    function withoutEcho(element, props) {
        const mount = element.onmount;
        element.onmount = () => {
            mount?.();
            for (const help of element.querySelectorAll(".field-help")) {
                help.hidden = help.textContent == words.field(props.collection?.name, props.field.name);
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
