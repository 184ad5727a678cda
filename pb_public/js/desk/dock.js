import { html, useState, useEffect } from './view.js';
import { apply } from './api.js';
import { useConfirm } from './confirm.js';
import { Form } from './form.js';
import { useKeys } from './keys.js';
import { Adopt } from './suggestion.js';

// What one does instead of, or before, the expected step lies open beside it; the rest is one tap further.
const BESIDE = ['progress', 'return'];

/**
 * The row of what this person may do now, at the foot of the request within reach of the thumb.
 * Buttons and forms come from the record's verbs.
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
  useEffect(() => props.onWriting(!!open), [!!open]);
  // It has moved on. A form that is still of use stays as it is, photos and all.
  useEffect(() => { setAll(false); if (open && !verbs.some(v => v.verb === open.verb)) setOpen(null); }, [r.status]);
  const start = name => { const v = verbs.filter(x => x.verb === name)[0]; if (v) setOpen(v); };
  useEffect(() => { if (props.wanted) { start(props.wanted); props.onWanted(''); } }, [props.wanted]);
  useKeys({ c: () => !open && start('correct') });

  const send = async (v, values) => {
    const sure = v.confirm || (v.danger ? '“' + v.label + '”以后不能撤回，确定吗？' : '');
    if (busy || sure && !await ask(sure, v.label)) return false;
    setBusy(v.verb);
    setWrong('');
    return apply(r, v.verb, values).then(fresh => {
      setBusy('');
      setOpen(null);
      props.onDone(fresh, v.verb);
      return true;
    }, err => {
      setBusy('');
      setWrong(err.message);
      // Without a form there is nothing to correct: somebody else was quicker, show how it stands now.
      if (err.status === 409 || err.status === 400 && !v.fields.length) props.onReload();
      return false;
    });
  };
  const press = v => (v.fields && v.fields.length ? setOpen(v) : send(v, {}));
  if (!verbs.length && !props.adopts) return null;

  const primary = verbs.filter(v => v.primary);
  const beside = primary.length ? verbs.filter(v => BESIDE.indexOf(v.verb) >= 0).slice(0, 1) : verbs.filter(v => !v.danger).slice(0, 2);
  const shown = props.adopts ? [] : primary.concat(beside);
  const rest = verbs.filter(v => shown.indexOf(v) < 0);
  const button = v => html`<button key=${v.verb} class=${'btn' + (v.primary ? ' primary' : '') + (v.danger ? ' danger' : '')}
    disabled=${!!busy} onClick=${() => press(v)}>${busy === v.verb ? '正在办…' : v.label}</button>`;
  const others = rest.length > 0 && html`<button class="btn" aria-expanded=${String(all)} onClick=${() => setAll(!all)}>${all ? '收起' : '其他办法'}</button>
    ${all && html`<div class="buttons rest">${rest.map(button)}</div>`}`;

  return html`<div class=${'dock' + (open ? ' open' : '')}>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${open ? html`<${Form} key=${open.verb} request=${r} verb=${open} busy=${!!busy} onSend=${values => send(open, values)} onClose=${() => setOpen(null)} />`
      : props.adopts ? html`<${Adopt} request=${r} onDone=${props.onDone} onReload=${props.onReload} onCorrect=${() => start('correct')}>${others}<//>`
      : html`<div class="buttons">${shown.map(button)}${others}</div>`}
    ${question}
  </div>`;
}
