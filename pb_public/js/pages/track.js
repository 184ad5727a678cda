// 凭编号查进度: for whoever holds the receipt, without an account.
import { html, useState, useEffect, useRef } from '../../vendor/preact.js';
import { get } from '../api.js';
import { Field } from '../parts/field.js';
import { Frame, mount, useHome, when } from '../parts/frame.js';
import { Due, Status, Steps } from '../parts/steps.js';

/** A printed receipt's code may carry both: #HP-20261123-0007/K7M3PQ. */
const fromAddress = () => {
  const [no, code] = decodeURIComponent(location.hash.slice(1)).split('/');
  return { no: no || '', code: code || '' };
};

function Track() {
  const home = useHome(), [v, set] = useState(fromAddress), [r, show] = useState(null), [problem, say] = useState(''), [busy, setBusy] = useState(false),
    found = useRef(null), [Urgent, setUrgent] = useState(null);
  useEffect(() => { if (r && r.urgent) import('../parts/danger.js').then((m) => setUrgent(() => m.StillUrgent), () => 0); }, [r && r.urgent]);
  const type = (name) => (e) => { set(Object.assign({}, v, { [name]: e.target.value })); say(''); };
  function look(of) {
    if (!of.no.trim() || !of.code.trim()) { say('编号和查询码都要填。'); return; }
    setBusy(true);
    get('/api/track/' + encodeURIComponent(of.no.trim().toUpperCase()) + '?code=' + encodeURIComponent(of.code.trim().toUpperCase()), { guest: true })
      .then((one) => { show(one); say(''); setTimeout(() => { // the answer, not the form, is what was asked for
        if (found.current) scrollBy(0, found.current.getBoundingClientRect().top - 12); }, 50); }, (err) => { show(null); say(err.message); }).then(() => setBusy(false));
  }
  const find = (e) => { e.preventDefault(); look(v); };
  useEffect(() => {
    const arrive = () => {
      const of = fromAddress();
      if (!of.code) return;
      history.replaceState(null, '', location.pathname); // the code does not stay in the address
      set(of);
      look(of);
    };
    arrive();
    addEventListener('hashchange', arrive);
    return () => removeEventListener('hashchange', arrive);
  }, []);
  return html`<${Frame} home=${home} title="凭编号查进度">
    <form class="card" onSubmit=${find} novalidate>
      <${Field} id="no" label="编号" hint="比如 HP-20261123-0007" autocomplete="off" autocapitalize="characters" maxlength="30" value=${v.no}
        onInput=${type('no')} />
      <${Field} id="code" label="查询码" hint="印在编号下面" autocomplete="off" autocapitalize="characters" maxlength="12" value=${v.code}
        onInput=${type('code')} />
      ${problem && html`<p class="note red" role="alert">${problem}</p>`}
      <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在查…' : '查'}</button></form>
    ${r && r.sealed && html`<section class="note ok" role="status" ref=${found}><h2>${r.status_label}</h2><p class="small">${r.request_no}　${when(r.received_at, true)} 收到</p>
      <p>${r.next}</p><a class="btn" href="/requests.html">登录看查询码</a></section>`}
    ${r && !r.sealed && html`<div class="stack" aria-live="polite" ref=${found}>
      ${r.urgent && Urgent && html`<${Urgent} ...${{ home, r }} />`}
      ${r.reply_text && html`<section class="card reply"><h2>答复</h2><p class="words">${r.reply_text}</p></section>`}
      <section class="card"><h2>${r.summary}</h2><p class="row meta"><${Status} r=${r} /><span class="small">${r.request_no}</span></p>
        ${r.step > 0 && html`<${Steps} step=${r.step} />`}
        ${r.due_reason && r.step < 4 ? html`<p class="small">${r.due_reason}</p>`
          : html`<${Due} r=${Object.assign({ status: r.step < 4 ? 'pending' : '' }, r)} />`}
        ${r.handler_name && html`<p class="small">承办单位：${r.handler_name}</p>`}</section>
      <section class="card"><h2>办理经过</h2><ol class="line">
        ${(r.events || []).slice().reverse().map((e) => html`<li><p>${e.sentence}</p><p class="small">${when(e.at, true)}</p></li>`)}</ol>
          </section></div>`}
    <p class="small">查询码找不到了，请打电话给社区，核对以后再告诉您。</p><//>`;
}
mount(Track);
