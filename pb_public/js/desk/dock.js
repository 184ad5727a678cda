import { html, useState, useEffect } from './view.js';
import { apply } from './api.js';
import { useConfirm } from './confirm.js';
import { Form } from './form.js';

/**
 * The row of what this person may do now, at the foot of the request within reach of the thumb.
 * Buttons and forms come from the record's verbs: nothing here knows a verb by name.
 */
export function Dock(props) {
  const r = props.request;
  const verbs = (r.verbs || []).filter(v => props.hide.indexOf(v.verb) < 0);
  const [open, setOpen] = useState(null);
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const [ask, question] = useConfirm();
  useEffect(() => setWrong(''), [open]);

  const send = async (v, values) => {
    if (busy) return false;
    if (v.confirm && !await ask(v.confirm, v.label)) return false;
    setBusy(v.verb);
    setWrong('');
    return apply(r.id, v.verb, values).then(fresh => { setBusy(''); setOpen(null); props.onDone(fresh, v.verb); return true; }, err => {
      setBusy('');
      setWrong(err.message);
      // Somebody else was quicker: show how it stands now.
      if (err.status === 400 && !v.fields.length) props.onReload();
      return false;
    });
  };
  const press = v => (v.fields && v.fields.length ? setOpen(v) : send(v, {}));
  if (!verbs.length) return question;

  const primary = verbs.filter(v => v.primary);
  const shown = primary.length ? primary : verbs.slice(0, 2);
  const rest = verbs.filter(v => shown.indexOf(v) < 0);
  const button = v => html`<button key=${v.verb} class=${'btn' + (v.primary ? ' primary' : '') + (v.danger ? ' danger' : '')}
    disabled=${!!busy} onClick=${() => press(v)}>${busy === v.verb ? '正在办…' : v.label}</button>`;

  return html`<div class=${'dock' + (open ? ' open' : '')}>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${open ? html`<${Form} key=${open.verb} request=${r} verb=${open} busy=${!!busy} onSend=${values => send(open, values)} onClose=${() => setOpen(null)} />`
      : html`<div class="buttons">${shown.map(button)}
        ${rest.length > 0 && html`<button class="btn" aria-expanded=${String(all)} onClick=${() => setAll(!all)}>${all ? '收起' : '其他办法'}</button>`}
        ${all && html`<div class="buttons rest">${rest.map(button)}</div>`}</div>`}
    ${question}
  </div>`;
}
