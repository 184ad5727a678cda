import { html, useState } from './view.js';
import { post } from './api.js';
import { useConfirm } from './confirm.js';
import { Form } from './form.js';

/**
 * Buttons of something that is no request, each with the form it needs: acts [{verb, label, fields, primary, danger, confirm, send}].
 * send(values) → Promise; what it answers goes to onDone with the act's verb.
 */
export function Acts(props) {
  const [open, setOpen] = useState(null);
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const [ask, question] = useConfirm();
  const send = async (a, values) => {
    if (busy || a.confirm && !await ask(a.confirm, a.label)) return false;
    setBusy(a.verb);
    setWrong('');
    return a.send(values).then(answer => {
      setBusy('');
      setOpen(null);
      props.onDone(answer, a.verb);
      return true;
    }, err => { setBusy(''); setWrong(err.message); return false; });
  };
  const press = a => { setWrong(''); return a.fields && a.fields.length ? setOpen(a) : send(a, {}); };
  return html`<div>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${open ? html`<${Form} key=${open.verb} request=${{ id: props.of }} verb=${Object.assign({ fields: [] }, open)} busy=${!!busy} onSend=${values => send(open, values)} onClose=${() => setOpen(null)} />`
      : html`<p class="buttons">${props.acts.filter(Boolean).map(a => html`<button key=${a.verb} class=${'btn slim' + (a.primary ? ' primary' : '')} disabled=${!!busy} onClick=${() => press(a)}>${busy === a.verb ? '正在办…' : a.label}</button>`)}${props.children}</p>`}
    ${question}</div>`;
}

/** An act that sends its form to an address. */
export const posting = path => values => post(path, values);
