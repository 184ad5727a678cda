// One button of the office as a form: fields come from the server's `verbs`, nothing is hard-coded.
import { html, useState, useRef, useEffect } from '../../vendor/preact.js';
import { rest } from '../api.js';
import { Photos } from './frame.js';
import { shrink, uploading } from './photos.js';

const asText = (v) => (v === undefined || v === null ? '' : String(v));

function Choice({ field, value, onPick, id, bad }) {
  return html`<fieldset aria-describedby=${bad}><legend class="label">${field.label}</legend>
    <div class=${'tiles' + (field.options.length === 2 ? ' two' : '')}>
    ${field.options.map((o) => html`<label class=${'tile' + (value === asText(o.value) ? ' on' : '')}>
      <input type="radio" name=${id} value=${o.value} checked=${value === asText(o.value)} onChange=${() => onPick(asText(o.value))} />
        ${o.label}</label>`)}</div></fieldset>`;
}

function FormField({ field, id, value, onChange, error, orgs, papers }) {
  const bad = error ? id + '-bad' : undefined, label = html`<label for=${id}>${field.label}${(field.hint || !field.required) && html`<small>${field.hint || '不填也行'}</small>`}</label>`;
  const common = { id, class: 'input', value: value || '', 'aria-invalid': error ? 'true' : undefined, 'aria-describedby': bad,
    onInput: (e) => onChange(e.target.value) };
  const options = (field.options || []).length ? field.options : (orgs || []).map((o) => ({ value: o.id, label: o.name }));
  let body;
  if (field.type === 'choice') body = html`<${Choice} ...${{ field, id, value, onPick: onChange, bad }} />`;
  else if (field.type === 'bool') body = html`<label class=${'tile' + (value ? ' on' : '')}><input type="checkbox" checked=${!!value}
    onChange=${(e) => onChange(e.target.checked)} />${field.label}</label>`;
  else if (field.type === 'org') body = html`${label}<select ...${common} onChange=${common.onInput}><option value="">请选单位</option>
    ${options.map((o) => html`<option value=${o.value} selected=${o.value === value}>${o.label}</option>`)}</select>`;
  else if (field.type === 'files') body = html`<p class="label">${field.label}${!field.required && html`<small>不放也行</small>`}</p>
    <${FilePicker} files=${value || []} onChange=${onChange} papers=${papers} />`;
  else if (field.type === 'textarea') body = html`${label}<textarea ...${common} maxlength="2000"></textarea>`;
  else body = html`${label}<input ...${common} type=${field.type === 'number' ? 'text' : field.type || 'text'}
    inputmode=${field.type === 'number' ? 'numeric' : undefined} maxlength="200" />`;
  return html`<div>${body}${error && html`<p class="bad" id=${bad} role="alert">${error}</p>`}</div>`;
}

/** Photos, and with `papers` also a PDF, Word or Excel file from a PC. */
function FilePicker({ files, onChange, papers }) {
  const [problem, say] = useState('');
  const add = (file) => (/\.(pdf|docx|xlsx)$/i.test(file.name) ? Promise.resolve({ file, name: file.name })
    : shrink(file)).then((p) => { say(''); onChange(files.concat(p).slice(0, 6)); }, (e) => say(e.message));
  return html`<div><${Photos} photos=${files} onAdd=${add} onDrop=${(p) => onChange(files.filter((one) => one !== p))} />
    ${papers && files.length < 6 && html`<label class="link paper">加文件（PDF、Word、Excel）<input type="file" accept=".pdf,.docx,.xlsx"
      onChange=${(e) => { const f = e.target.files[0]; e.target.value = ''; if (f) add(f); }} /></label>`}
    ${problem && html`<p class="bad" role="alert">${problem}</p>`}</div>`;
}

/** The values as JSON, or multipart when there are files. */
export function bodyOf(values, extra) {
  const all = Object.assign({}, extra, values), lists = Object.keys(all).filter((k) => Array.isArray(all[k]));
  if (!lists.some((k) => all[k].length)) { lists.forEach((k) => { delete all[k]; }); return all; }
  const form = new FormData();
  Object.keys(all).forEach((k) => Array.isArray(all[k]) ? all[k].forEach((p) => form.append(k, p.file)) : form.append(k, all[k]));
  return form;
}

/**
 * verb: {verb, label, primary, danger, confirm, fields}; send(values, options) → Promise.
 * open: show the fields at once; otherwise a button opens them. orgs: what an org field offers. papers: files need not be photos.
 */
export function VerbForm({ verb, send, open, orgs, papers }) {
  const fields = verb.fields || [], start = {};
  fields.forEach((f) => {
    const v = asText(f.value);
    if (v) start[f.name] = f.type === 'bool' ? v === 'true' : v;
  });
  const [shown, show] = useState(!!open), [values, set] = useState(start), [bad, setBad] = useState({}), [problem, say] = useState(''),
    [busy, setBusy] = useState('');
  const lock = useRef(false), form = useRef(null), id = (name) => verb.verb + '-' + name;
  useEffect(() => { // a form opened near the lower edge comes up from under the bar
    if (open || !shown || !form.current) return;
    const at = form.current.getBoundingClientRect(), by = Math.min(at.top - 16, at.bottom - innerHeight + 96);
    if (by > 0) scrollBy(0, by);
  }, [shown]);
  const refuse = (errors) => {
    setBad(errors);
    const first = Object.keys(errors)[0], el = first && (document.getElementById(id(first)) || document.getElementsByName(id(first))[0]);
    if (el) el.focus();
  };
  function submit(e) {
    e.preventDefault();
    if (lock.current) return;
    const lacks = {};
    fields.forEach((f) => {
      const v = values[f.name], ask = f.type === 'choice' || f.type === 'org' ? '请选一项：' : f.type === 'files' ? '请放一张照片：' : '请填写：';
      if (f.required && v !== true && !(v && v.length)) lacks[f.name] = ask + f.label.replace(/（.*）$/, '');
    });
    if (Object.keys(lacks).length) return refuse(lacks);
    lock.current = true;
    say('');
    setBusy('正在提交…');
    const photos = fields.reduce((all, f) => (f.type === 'files' ? all.concat(values[f.name] || []) : all), []);
    send(values, { progress: (loaded) => { if (photos.length) setBusy(uploading(photos, loaded)); } })
      .then(() => { show(!!open); }, (err) => { refuse(err.fields || {}); say(rest(err, fields.map((f) => f.name))); })
      .then(() => { lock.current = false; setBusy(''); });
  }
  const tone = 'btn ' + (verb.primary ? 'main' : verb.danger ? '' : 'soft');
  if (!shown) return html`<div><button type="button" class=${tone} disabled=${!!busy}
    onClick=${(e) => (fields.length || verb.confirm ? show(true) : submit(e))}>${busy || verb.label}</button>
    ${problem && html`<p class="bad" role="alert">${problem}</p>`}</div>`;
  return html`<form class="card" ref=${form} onSubmit=${submit} novalidate aria-label=${verb.label}><h2>${verb.label}</h2>
    ${verb.confirm && html`<p>${verb.confirm}</p>`}
    ${fields.map((f) => html`<${FormField} key=${f.name} field=${f} id=${id(f.name)} value=${values[f.name]} error=${bad[f.name]}
      orgs=${orgs} papers=${papers}
      onChange=${(v) => { set((old) => Object.assign({}, old, { [f.name]: v })); setBad({}); say(''); }} />`)}
    ${problem && html`<p class="note red" role="alert">${problem}</p>`}
    <button type="submit" class=${'btn ' + (verb.danger ? '' : 'main')} disabled=${!!busy}>${busy || verb.label}</button>
    ${!open && html`<button type="button" class="btn soft" onClick=${() => show(false)}>取消</button>`}</form>`;
}
