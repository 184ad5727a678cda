// 您的信息: see and keep all of it, ask for a correction, erase it.
import { html, useState, useEffect, useRef } from '../../vendor/preact.js';
import { get, kept, post, rest, signOut } from '../api.js';
import { Field } from './field.js';
import { when } from './frame.js';
import { PlacePicker } from './place.js';

/** One press, one call: busy while it runs, its error in a sentence. */
function useCall() {
  const [busy, setBusy] = useState(''), [bad, setBad] = useState(null), lock = useRef(false);
  return { busy, bad, clear: () => setBad(null), run: (name, start) => {
    if (lock.current) return;
    lock.current = true;
    setBusy(name);
    setBad(null);
    start().catch(setBad).then(() => { lock.current = false; setBusy(''); });
  } };
}

function Correction({ own, onChange }) {
  const [open, show] = useState(false), [v, set] = useState({ phone: '', place: null }), c = useCall();
  const asked = own.correction || {};
  const send = (body) => c.run('send', () => post('/api/residents/me/correction', body).then((answer) => {
    onChange(Object.assign({}, own, answer));
    show(false);
    set({ phone: '', place: null });
  }));
  const what = [asked.phone_masked && '电话改成 ' + asked.phone_masked, asked.place_label && '住址改成 ' + asked.place_label].filter(Boolean).join('，');
  if (asked.at) return html`<section class="card"><h2>更正电话、楼栋</h2><p class="note"><b>${when(asked.at)}申请：${what}。</b></p>
    <p class="small">社区会打原来的号码，或者当面核实，核实了就改。</p>${c.bad && html`<p class="bad" role="alert">${c.bad.message}</p>`}
    <button type="button" class="btn soft" disabled=${!!c.busy} onClick=${() => send({ withdraw: true })}>${c.busy ? '正在取消…' : '不改了'}</button></section>`;
  return html`<section class="card"><h2>更正电话、楼栋</h2>
    ${asked.answer && html`<p class="note warn">上次申请没有改：${asked.answer}</p>`}
    ${!open ? html`<button type="button" class="btn soft" onClick=${() => show(true)}>电话或楼栋变了</button>`
    : html`<form class="stack" novalidate onSubmit=${(e) => { e.preventDefault();
      send({ phone: v.phone, building: (v.place && v.place.building) || '', unit: (v.place && v.place.unit) || '' }); }}>
      <${Field} id="new-phone" label="新的手机或座机" hint="没变就不填" type="tel" inputmode="tel" maxlength="20" value=${v.phone}
        error=${c.bad && c.bad.fields.phone} onInput=${(e) => { set(Object.assign({}, v, { phone: e.target.value })); c.clear(); }} />
      <p>现在住哪里（没搬就不选）</p>
      <${PlacePicker} live onPick=${(place) => { set(Object.assign({}, v, { place })); c.clear(); }} />
      ${c.bad && rest(c.bad, ['phone']) && html`<p class="bad" role="alert">${rest(c.bad, ['phone'])}</p>`}
      <button type="submit" class="btn" disabled=${!!c.busy}>${c.busy ? '正在提交…' : '请社区改'}</button>
      <button type="button" class="btn soft" onClick=${() => { show(false); c.clear(); }}>不改了</button></form>`}</section>`;
}

function Erase({ own, phone, onErased }) {
  const [step, go] = useState(0), [last4, type] = useState(''), c = useCall();
  const erase = () => c.run('erase', () => post('/api/residents/me/erase', { last4 }).then((answer) => {
    signOut();
    ['hg_draft', 'hg_by', 'hg_family'].forEach((name) => kept.set(name, null)); // what this phone remembers goes as well
    onErased(answer.notes || []);
    scrollTo(0, 0);
  }));
  const stuck = own.hinders.length > 0;
  return html`<section class="card"><h2>删除我的信息</h2>
    ${step === 0 && html`<p class="small">您可以要求社区删除您的个人信息。删了就找不回来。</p>
      <button type="button" class="btn soft" onClick=${() => go(1)}>我要删除</button>`}
    ${step === 1 && stuck && html`<div class="note warn" role="alert"><p><b>现在还不能删。</b></p>${own.hinders.map((why) => html`<p>${why}。</p>`)}</div>
      <a class="btn" href="/requests.html">去我的诉求</a><button type="button" class="btn soft" onClick=${() => go(0)}>知道了</button>`}
    ${step === 1 && !stuck && html`<p><b>会删掉：</b></p><ul class="dots">${own.takes.map((what) => html`<li>${what}</li>`)}</ul>
      <p><b>不会删掉：</b></p><ul class="dots"><li>社区自己的花名册，不在这里管</li><li>已经发给承办单位和上级的文字，收不回来</li><li>电脑的备份，到期自动覆盖</li></ul>
      <button type="button" class="btn danger" onClick=${() => go(2)}>看清楚了，继续</button>
      <button type="button" class="btn soft" onClick=${() => go(0)}>不删了</button>`}
    ${step === 2 && html`<form class="stack" novalidate onSubmit=${(e) => { e.preventDefault(); erase(); }}>
      <p class="note warn"><b>最后一步。删了以后，您的事查不到了，也不能登录。</b></p>
      <${Field} id="last4" label="登记电话的后 4 位" hint=${'确认是您本人：' + phone.slice(0, -4) + '····'} inputmode="numeric" maxlength="4" value=${last4}
        error=${c.bad && (c.bad.fields.last4 || c.bad.message)} onInput=${(e) => { type(e.target.value); c.clear(); }} />
      <button type="submit" class="btn danger" disabled=${!!c.busy}>${c.busy ? '正在删除…' : '删除我的信息'}</button>
      <button type="button" class="btn soft" onClick=${() => { go(0); type(''); c.clear(); }}>不删了</button></form>`}</section>`;
}

/** me: as /api/home says; onErased(notes) once nothing is left. */
export function OwnData({ me, onErased }) {
  const [own, set] = useState(null), [problem, say] = useState(''), c = useCall();
  const load = () => { say(''); get('/api/residents/me/own').then(set, (e) => say(e.message)); };
  useEffect(load, []);
  const open = () => c.run('open', () => post('/api/residents/me/export').then((answer) => { location.href = answer.url + '?font=' + (document.documentElement.getAttribute('data-font') || 18); }));
  return html`<section class="card"><h2>您的信息</h2><p>社区存了您的哪些信息、谁看过您的电话，都可以看，也可以留一份。</p>
    <button type="button" class="btn" disabled=${!!c.busy} onClick=${open}>${c.busy ? '正在整理…' : '看社区存了什么'}</button>
    ${c.bad && html`<p class="bad" role="alert">${c.bad.message}</p>`}<a class="link" href="/about.html">隐私与说明</a></section>
    ${problem && html`<section class="card"><p class="bad" role="alert">${problem}</p><button type="button" class="btn soft" onClick=${load}>再试一次</button></section>`}
    ${own && html`<${Correction} own=${own} onChange=${set} /><${Erase} own=${own} phone=${me.phone_masked} onErased=${onErased} />`}`;
}
