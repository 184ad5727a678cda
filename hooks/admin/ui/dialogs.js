// Small windows: a form made from a list of fields, a plain notice, and asking the server.

// ask sends to the server as the secretary; files make it a multipart form.
function ask(path, body, method) {
    return app.pb.send(path, { method: method || (body ? "POST" : "GET"), body, requestKey: null });
}

function complain(err) {
    if (!err?.isAbort) {
        app.checkApiError(err instanceof Error ? err : new Error(String(err)));
    }
}

// fieldInput gives the element of one field and how to read it.
// type: text, textarea, number, date, org, choice, bool or files; or one of choices.js, which may need the record.
function fieldInput(field, record) {
    if (choices[field.type]) {
        return choices[field.type](field, record);
    }
    const id = "hg_" + app.utils.randomString();
    const label = t.label({ htmlFor: id }, field.label, field.required ? t.span({ className: "hg-must", title: "必填" }, " *") : "");
    const shape = { id, name: field.name, required: !!field.required };
    let input, read;

    if (field.type == "textarea") {
        input = t.textarea({ ...shape, rows: field.rows || 4, value: field.value || "", placeholder: field.hint || "" });
        read = () => input.value.trim();
    } else if (field.type == "bool") {
        input = t.input({ ...shape, required: false, type: "checkbox", checked: field.value === true || field.value === "true" });
        read = () => input.checked;
        return { element: t.div({ className: "hg-field hg-tick" }, input, label, note(field)), read, field };
    } else if (field.type == "files") {
        const chooser = fileChooser({ ...shape, multiple: field.multiple !== false, accept: field.accept || "image/*,.pdf" }, field.label);
        read = () => Array.from(chooser.input.files);
        return { element: t.div({ className: "hg-field" }, t.b(null, field.label), chooser.element, note(field)), read, field };
    } else if (field.type == "org" || field.type == "choice") {
        const options = field.options || [];
        if (field.type == "choice" && options.length <= 5) {
            input = t.div({ className: "hg-choices", role: "radiogroup", "html-name": field.name }, options.map((o, i) => t.label(
                { className: "hg-choice" },
                t.input({ type: "radio", id: i ? undefined : id, name: id, value: String(o.value), required: !!field.required, checked: String(o.value) === String(field.value ?? "") }),
                t.span(null, o.label),
            )));
            read = () => original(input.querySelector("input:checked")?.value);
        } else {
            const why = t.div({ className: "field-help" });
            const explain = () => {
                why.textContent = options.find((o) => String(o.value) === input.value)?.why || "";
            };
            input = t.select({ ...shape, onchange: explain }, t.option({ value: "" }, "请选择"), options.map((o) => t.option(
                { value: String(o.value), selected: String(o.value) === String(field.value ?? ""), disabled: !!o.disabled }, o.label,
            )));
            explain();
            read = () => original(input.value);
            return { element: t.div({ className: "hg-field" }, label, input, why, note(field)), read, field };
        }
    } else {
        const kind = { number: "number", date: "date", password: "password", email: "email", tel: "tel" }[field.type] || "text";
        input = t.input({ ...shape, type: kind, value: field.value ?? "", placeholder: field.hint || "", min: field.min, max: field.max });
        read = () => (field.type == "number" ? (input.value === "" ? null : +input.value) : input.value.trim());
        if (field.type == "date") { // some browsers show a date their own way: say it once more
            const said = t.div({ className: "field-help" });
            input.oninput = () => {
                said.textContent = input.value ? clock.day(input.value) : "";
            };
            input.oninput();
            return { element: t.div({ className: "hg-field" }, label, input, said, note(field)), read, field };
        }
    }

    // original gives back 1 for "1": choices may be numbers
    function original(text) {
        const option = (field.options || []).find((o) => String(o.value) === text);
        return option ? option.value : "";
    }

    return { element: t.div({ className: "hg-field" }, label, input, note(field)), read, field };
}

// fileChooser is a file input that says what it does in Chinese.
function fileChooser(attrs, label, onchoose) {
    const chosen = t.em(null, "还没有选择");
    const input = t.input({
        ...attrs, type: "file", ariaLabel: label,
        onchange: () => {
            const names = Array.from(input.files, (f) => f.name);
            chosen.textContent = names.length > 2 ? `${names.length} 个文件` : names.join("、") || "还没有选择";
            onchoose?.(input);
        },
    });
    return { input, element: t.label({ className: "hg-file" }, t.span(null, "选择文件…"), chosen, input) };
}

function note(field) {
    return field.help ? t.div({ className: "field-help" }, field.help) : "";
}

// form builds the inputs and reads them together. When a file is chosen the answer is FormData. What is left empty is
// not sent, unless everything is asked for: then emptying a field empties it on the server. What is rarely filled in lies
// folded below.
function form(fields, everything, record) {
    const inputs = fields.map((f) => fieldInput(f, record));
    const elements = (fold) => inputs.filter((i) => !!i.field.fold == fold).map((i) => i.element);
    const folded = fields.filter((f) => f.fold).map((f) => f.label.replace(/（.*）$/, ""));
    return {
        elements: folded.length ? [elements(false), t.details({ className: "hg-twin" }, t.summary(null, `还要改别的（${folded.join("、")}）`), elements(true))] : elements(false),
        values() {
            const values = {};
            let files = false;
            for (const { field, read } of inputs) {
                const value = read();
                if (value && typeof value == "object" && !Array.isArray(value)) { // several at once, see choices.js
                    Object.assign(values, value);
                    continue;
                }
                if (field.type == "files") {
                    files ||= value.length > 0;
                    if (!value.length) {
                        continue;
                    }
                }
                if (value !== null && value !== "" || field.required || everything) {
                    values[field.name] = value;
                }
            }
            if (!files) {
                return values;
            }
            const data = new FormData();
            for (const [name, value] of Object.entries(values)) {
                for (const v of Array.isArray(value) ? value : [value]) {
                    data.append(name, v);
                }
            }
            return data;
        },
    };
}

// mark writes the server's sentence under each field it refused.
function mark(formElement, refused) {
    formElement.querySelectorAll(".hg-refused").forEach((el) => el.remove());
    for (const [name, { message }] of Object.entries(refused || {})) {
        const field = formElement.querySelector(`[name="${CSS.escape(name)}"]`)?.closest(".hg-field");
        field?.append(t.div({ className: "hg-refused", role: "alert" }, message || ""));
    }
}

// openDialog shows a window. submit is {label, danger, run}: run may throw, then the window stays open.
function openDialog({ title, content, submit, cancel, wide, onclose }) {
    const state = store({ busy: false });
    const id = "hg_" + app.utils.randomString();
    const close = () => app.modals.close(modal, true);
    const modal = t.div(
        {
            className: "modal popup hg-dialog " + (wide ? "" : "sm"),
            onafterclose: (el) => {
                el?.remove();
                onclose?.();
            },
        },
        t.header({ className: "modal-header" }, t.h6({ className: "modal-title" }, title)),
        t.form(
            {
                id,
                className: "modal-content hg-form",
                onsubmit: async (e) => {
                    e.preventDefault();
                    if (state.busy || !submit) {
                        return;
                    }
                    state.busy = true;
                    app.store.errors = null;
                    try {
                        if (await submit.run() !== false) {
                            close();
                        }
                    } catch (err) {
                        complain(err);
                        mark(e.target, err?.response?.data);
                    }
                    state.busy = false;
                },
            },
            content,
        ),
        t.footer(
            { className: "modal-footer" },
            t.button({ type: "button", className: "btn transparent m-r-auto", onclick: close }, t.span({ className: "txt" }, cancel || (submit ? "取消" : "关闭"))),
            submit && t.button(
                {
                    type: "submit", "html-form": id, disabled: () => state.busy,
                    className: () => "btn hg-strong expanded-lg " + (submit.danger ? "danger " : "") + (state.busy ? "loading" : ""),
                },
                t.span({ className: "txt" }, submit.label),
            ),
        ),
    );
    document.body.appendChild(modal);
    app.modals.open(modal);
    return { modal, close };
}

// copyText shows a text with a copy button: what goes into WeChat or a short message.
function copyText(title, text, more) {
    const area = t.textarea({ rows: 7, readOnly: true, value: text, className: "hg-copy" });
    openDialog({
        title,
        content: [area, more || ""],
        submit: {
            label: "复制",
            run: () => {
                area.select();
                app.utils.copyToClipboard(text);
                app.toasts.success("已复制，可以去粘贴了");
            },
        },
    });
}

// printPage opens the print page, which looks for the secretary's log-in under this name.
const printLogin = "__pb_superuser_auth__";
function printPage(what) {
    localStorage.setItem(printLogin, JSON.stringify({ token: app.pb.authStore.token, record: app.pb.authStore.record }));
    window.open("/print.html#" + what, "_blank");
}

feature("forget the log-in for printing", () => {
    app.pb.authStore.onChange((token) => {
        if (!token) {
            localStorage.removeItem(printLogin);
        }
    });
});
