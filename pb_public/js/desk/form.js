import { html, useEffect, useRef, useState } from './view.js';
import { Field } from './field.js';
import { load, save, drop } from './draft.js';

const LISTS = ['files', 'parts'];
const FLEETING = ['files', 'similar']; // what is not kept as a draft: files cannot, and what is similar may be gone tomorrow

/** The form of one verb, made from its fields. What is typed survives a reload; files cannot. */
export function Form(props) {
  const v = props.verb;
  const name = 'form_' + props.request.id + '_' + v.verb;
  const start = {};
  v.fields.forEach(f => { start[f.name] = LISTS.indexOf(f.type) >= 0 ? [] : f.type === 'bool' ? String(f.value) === 'true' : f.value || ''; });
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
    v.fields.filter(f => FLEETING.indexOf(f.type) < 0).forEach(f => { kept[f.name] = next[f.name]; });
    save(name, kept);
  };
  const submit = e => {
    e.preventDefault();
    const body = {};
    v.fields.forEach(f => {
      const value = values[f.name];
      if (f.type === 'similar') return Object.assign(body, value); // which stays, and who goes with it
      if (f.type === 'parts') { body[f.name] = value.filter(p => p.text.trim()).map(partOf); return undefined; }
      if (f.type === 'matter') body.was = props.request.matter; // a colleague may have been quicker
      if (f.type === 'files' ? value.length : value !== '') body[f.name] = f.type === 'number' ? Number(value) : value;
      return undefined;
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
  const field = f => html`<${Field} key=${f.name} field=${f} value=${values[f.name]} request=${props.request} onPut=${value => put(f.name, value)} />`;
  return html`<form class="verb-form" ref=${box} onSubmit=${submit} onKeyDown=${pressed} aria-label=${v.label}>
    <h2>${v.label}</h2>
    <div class="verb-fields">${v.fields.filter(f => !f.fold).map(field)}
      ${v.fields.some(f => f.fold) && html`<details><summary>还要改别的（${v.fields.filter(f => f.fold).map(f => f.label.replace(/（.*）$/, '')).join('、')}）</summary>
        ${v.fields.filter(f => f.fold).map(field)}</details>`}</div>
    <div class="buttons">
      <button type="submit" class=${'btn ' + (v.danger ? 'danger' : 'primary')} disabled=${props.busy}>${props.busy ? '正在提交…' : v.label}</button>
      <button type="button" class="btn" onClick=${props.onClose} disabled=${props.busy}>先不办</button>
    </div>
  </form>`;
}

/** What the server takes of a part: the matter only where somebody chose another than the machine's. */
const partOf = p => Object.assign({ text: p.text.trim(), seal: !!p.seal }, p.own && !p.seal ? { matter: p.matter } : {}, p.photos ? { photos: p.photos } : {});
