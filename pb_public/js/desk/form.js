import { html, useEffect, useRef, useState } from './view.js';
import { Field } from './field.js';
import { load, save, drop } from './draft.js';

/** The form of one verb, made from its fields. What is typed survives a reload; files cannot. */
export function Form(props) {
  const v = props.verb;
  const name = 'form_' + props.request.id + '_' + v.verb;
  const start = {};
  v.fields.forEach(f => { start[f.name] = f.type === 'files' ? [] : f.type === 'bool' ? String(f.value) === 'true' : f.value || ''; });
  const [values, set] = useState(Object.assign(start, load(name, {})));
  const box = useRef(null);
  useEffect(() => {
    const first = box.current.querySelector('textarea,select,input:not([type=radio]):not([type=file]),input');
    if (first) first.focus();
  }, []);
  const put = (field, value) => {
    const next = Object.assign({}, values, { [field]: value });
    set(next);
    const kept = {};
    v.fields.filter(f => f.type !== 'files').forEach(f => { kept[f.name] = next[f.name]; });
    save(name, kept);
  };
  const submit = e => {
    e.preventDefault();
    const body = {};
    v.fields.forEach(f => {
      const value = values[f.name];
      if (f.type === 'files' ? value.length : value !== '') body[f.name] = f.type === 'number' ? Number(value) : value;
    });
    props.onSend(body).then(sent => sent && drop(name));
  };
  const pressed = e => {
    if (e.key === 'Escape') { e.stopPropagation(); props.onClose(); }
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && !props.busy) {
      e.preventDefault();
      box.current.querySelector('[type=submit]').click();
    }
  };
  return html`<form class="verb-form" ref=${box} onSubmit=${submit} onKeyDown=${pressed} aria-label=${v.label}>
    <h2>${v.label}</h2>
    <div class="verb-fields">${v.fields.map(f => html`<${Field} key=${f.name} field=${f} value=${values[f.name]} request=${props.request}
      onPut=${value => put(f.name, value)} />`)}</div>
    <div class="buttons">
      <button type="submit" class=${'btn ' + (v.danger ? 'danger' : 'primary')} disabled=${props.busy}>${props.busy ? '正在提交…' : v.label}</button>
      <button type="button" class="btn" onClick=${props.onClose} disabled=${props.busy}>先不办</button>
    </div>
  </form>`;
}
