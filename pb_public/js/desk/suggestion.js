import { html, useState } from './view.js';
import { get, apply } from './api.js';
import { useLoad } from './load.js';
import { adopt, dispatchable } from './adopt.js';
import { useKeys } from './keys.js';
import { stamp } from './clock.js';

/** What the machine proposes and why. */
export function Suggestion(props) {
  const r = props.request, route = r.route || {}, copies = route.copies || [];
  return html`<section class="card suggest" aria-label="派单建议">
    ${r.tier === 'complex' ? html`<h2>建议随周五《民意诉求周报》上报</h2>`
      : html`<h2>建议派给 <strong class="suggest-org">${r.suggested_name || '没有建议单位，请选择'}</strong></h2>`}
    <p class="sureness"><span class=${'pill sure-' + r.sureness}>${r.sureness_label}</span>
      ${r.matter_unknown && html`<strong>机器说不清这是哪类事，请先选事项再派。</strong>`}</p>
    <dl class="about pairs">
      <div><dt>类型</dt><dd>${r.category_label || '说不清，请人定'}</dd></div>
      <div><dt>层面</dt><dd>${r.tier_label || '—'}</dd></div>
      <div><dt>事项</dt><dd>${r.matter_name || '其他'}</dd></div>
      <div><dt>应办结</dt><dd>${r.due_at ? stamp(r.due_at) : '派单时算出'}${route.days ? '（' + route.days + ' 个工作日）' : ''}</dd></div>
      ${r.suggested_org && html`<div><dt>专人</dt><dd><${Reach} who=${route.contact} none="还没有登记" /></dd></div>`}
      ${copies.length > 0 && html`<div><dt>抄送</dt><dd>${copies.map(o => o.org_name).join('、')}</dd></div>`}
      ${route.how && html`<div class="whole"><dt>怎样派</dt><dd>${route.how}</dd></div>`}
    </dl>
    ${[r.suggested_reason, r.reason, r.due_reason].filter(Boolean).map(s => html`<p class="why">${s}</p>`)}
    <${Pressed} list=${route.urge} words="反映它没有做好，请督促：" />
    <${Pressed} list=${route.ask} words="反映的是它，请它说明情况：" />
    ${r.tier === 'complex' && r.status === 'accepted' && html`<p class="note">已受理的复杂诉求到时自动列入周报。要先请某个单位协调，再点“派单”。</p>`}
    ${r.prior_note && html`<p class="note warn">已做的协调：${r.prior_note}</p>`}
    ${correctable(r) && html`<${Otherwise} request=${r} onDone=${props.onDone} onCorrect=${props.onCorrect} />`}
  </section>`;
}

export const correctable = r => (r.verbs || []).some(v => v.verb === 'correct');

/** What else the machine thought of, each one tap away, and the form for all others. */
function Otherwise(props) {
  const r = props.request;
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const take = m => {
    setBusy(m.id);
    setWrong('');
    apply(r, 'correct', { matter: m.id, reason: '事项选错了', was: r.matter }).then(done => { setBusy(''); props.onDone(done, 'correct'); },
      err => { setBusy(''); setWrong(err.message); });
  };
  const others = r.alternatives || [];
  return html`<div class="otherwise"><p class="quiet">${others.length ? '不对？改归：' : '分得不对？'}</p>
    <div class="buttons">${others.map(m => html`<button key=${m.id} class="btn slim" disabled=${!!busy} onClick=${() => take(m)}>${busy === m.id ? '正在改…' : m.name}</button>`)}
      <button class="btn slim" onClick=${props.onCorrect}>改分类 <kbd class="key">c</kbd></button></div>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}</div>`;
}

/** The 专人 of an organisation, one tap from the telephone. */
function Reach(props) {
  const who = props.who || {};
  if (!who.name && !who.phone) return props.none || '';
  return html`${who.name}${who.phone && html` <a class="tel" href=${'tel:' + who.phone}>${who.phone}</a>`}`;
}

/** Whom the request complains about: not to send it to, but to call. */
function Pressed(props) {
  return (props.list || []).map(o => html`<p class="note warn">${props.words}<strong>${o.org_name}</strong> <${Reach} who=${o} /></p>`);
}

/** A person takes the suggestion with one tap (or the key a), or chooses another organisation. */
export function Adopt(props) {
  const r = props.request;
  const [other, setOther] = useState(false);
  const [sure, setSure] = useState(false); // 其他/说不清 is dispatched only when somebody says so
  const [org, setOrg] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const choosing = other || !r.suggested_org;
  const to = choosing ? org : r.suggested_org;
  const take = () => {
    if (busy || !to || !dispatchable(r) || r.matter_unknown && !sure) return;
    setBusy(true);
    setWrong('');
    adopt(r, to).then(done => props.onDone(done, 'dispatch'), err => {
      setBusy(false);
      setWrong(err.message + (err.status === 0 || err.status === 408 ? ' 再点一次会从停下的地方接着办，不会重复派单。' : ''));
      if (err.status === 400 || err.status === 409) props.onReload();
    });
  };
  useKeys({ a: take });
  if (r.matter_unknown && !sure && correctable(r)) {
    return html`<div class="buttons"><button class="btn primary" onClick=${props.onCorrect}>先选事项 <kbd class="key">c</kbd></button>
      <button class="btn" onClick=${() => setSure(true)}>就按“其他”派单</button>${props.children}</div>`;
  }
  return html`${choosing && html`<${Candidates} id=${r.id} value=${org} onPick=${setOrg} />`}
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    <div class="buttons">
      <button class="btn primary" onClick=${take} disabled=${busy || !to}>${busy ? '正在派单…' : choosing ? '派给选中的单位' : '采纳并派单'} <kbd class="key">a</kbd></button>
      ${r.suggested_org && html`<button class="btn" onClick=${() => { setOther(!other); setOrg(''); }} disabled=${busy}>${other ? '还用建议单位' : '换个单位'}</button>`}
      ${props.children}
    </div>`;
}

/** Organisations for this request: the suggested one first, each with why it is on the list. */
export function Candidates(props) {
  const found = useLoad(() => get('/api/requests/' + props.id + '/candidates'), [props.id]);
  const orgs = found.data ? found.data.orgs : [], closed = orgs.filter(o => !o.offered);
  const picked = orgs.filter(o => o.id === props.value)[0];
  return html`<label class="field"><span>${props.label || '派给哪个单位'}</span>
    <select value=${props.value} required=${props.required} onChange=${e => props.onPick(e.target.value)}>
      <option value="">${found.busy ? '正在读取单位…' : '请选择'}</option>
      ${orgs.map(o => html`<option key=${o.id} value=${o.id} disabled=${!o.offered}>${o.name}（${o.kind_label}）${o.suggested ? ' · 建议' : o.offered ? '' : ' · 不能选'}</option>`)}
    </select>
    ${picked && picked.why && html`<span class="why">${picked.why}</span>`}
    ${closed.map(o => html`<small key=${o.id} class="why">${o.name}不能选：${o.why}</small>`)}
    ${found.error && html`<span class="note bad">${found.error.message} <button type="button" class="btn slim" onClick=${found.again}>重试</button></span>`}
  </label>`;
}
