import { html, useState } from './view.js';
import { get, apply } from './api.js';
import { useLoad } from './load.js';
import { CopyBox } from './copy.js';
import { Field } from './field.js';

/** 待告知: the reply is there, the resident does not know yet. Call, write or go, then write down that it was done. */
export function Tell(props) {
  const r = props.request;
  const v = (r.verbs || []).filter(x => x.verb === 'tell')[0];
  const [open, setOpen] = useState(false);
  if (!v) return null;
  return html`<section class="card tell" aria-label="告知居民">
    <h2>告知居民</h2>
    ${open ? html`<${Ways} id=${r.id} />`
      : html`<p class="buttons"><button class="btn" onClick=${() => setOpen(true)}>打电话或发短信</button></p>
        <p class="quiet">打开会读出电话号码，记入操作日志。</p>`}
    <${Record} request=${r} verb=${v} onDone=${props.onDone} />
  </section>`;
}

function Ways(props) {
  const sms = useLoad(() => get('/api/requests/' + props.id + '/sms'), [props.id]);
  if (sms.error) return html`<p class="note bad" role="alert">${sms.error.message} <button class="btn slim" onClick=${sms.again}>重试</button></p>`;
  if (!sms.data) return html`<p class="quiet" role="status">正在读取电话和短信文字…</p>`;
  const tel = sms.data.tel;
  // iOS separates the body with &, Android with ?.
  const mark = /iP(hone|ad|od)/.test(navigator.userAgent) ? '&' : '?';
  return html`<div class="buttons">
      <a class="btn primary call" href=${'tel:' + tel}>打电话 <span class="num">${tel}</span></a>
      <a class="btn on-phone" href=${'sms:' + tel + mark + 'body=' + encodeURIComponent(sms.data.text)}>发短信</a>
    </div>
    <${CopyBox} label="复制短信文字" rows="4" text=${sms.data.text} done=${'已复制，发给 ' + tel + '。发出后请在下面记一笔。'} />`;
}

/** The verb's own fields, straight on the page: one tap for how, one to record. */
function Record(props) {
  const start = {};
  props.verb.fields.forEach(f => { start[f.name] = f.value || ''; });
  const [values, set] = useState(start);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const submit = e => {
    e.preventDefault();
    setBusy(true);
    setWrong('');
    apply(props.request, 'tell', values).then(fresh => props.onDone(fresh, 'tell'), err => {
      setBusy(false);
      setWrong(err.message);
      if (err.status === 409) props.onReload();
    });
  };
  return html`<form onSubmit=${submit} aria-label=${props.verb.label}>
    ${props.verb.fields.map(f => html`<${Field} key=${f.name} field=${f} value=${values[f.name]} request=${props.request}
      onPut=${value => set(Object.assign({}, values, { [f.name]: value }))} />`)}
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    <div class="buttons ways"><button class="btn primary" disabled=${busy}>${busy ? '正在记录…' : '记下：已告知'}</button></div>
  </form>`;
}
