// 点单: what neighbours need, and taking it on.
import { html, useRef, useState } from '../../vendor/preact.js';
import { post } from '../api.js';
import { Field } from './field.js';
import { when } from './frame.js';

const tones = { claimed: 'ok', in: 'ok', done: 'ok', waiting: 'warn', out: 'warn' };
export const ClaimChip = ({ c }) => html`<span class=${'chip ' + (tones[c.state] || 'grey')}>${c.state_label}</span>`;

/** A button that sends once, and says under itself what went wrong. */
export function Act({ label, busyLabel, tone, send, confirm }) {
  const [asked, ask] = useState(false), [busy, setBusy] = useState(false), [problem, say] = useState(''), lock = useRef(false);
  const go = () => {
    if (lock.current) return;
    lock.current = true;
    setBusy(true);
    say('');
    send().then(() => ask(false), (e) => say(e.message)).then(() => { lock.current = false; setBusy(false); });
  };
  if (asked) return html`<div class="note warn"><p>${confirm}</p><button type="button" class="btn" disabled=${busy} onClick=${go}>${busy ? busyLabel : '确定' + label}</button>
    <button type="button" class="btn soft" onClick=${() => ask(false)}>不了</button>${problem && html`<p class="bad" role="alert">${problem}</p>`}</div>`;
  return html`<div><button type="button" class=${'btn ' + (tone || 'main')} disabled=${busy} onClick=${() => (confirm ? ask(true) : go())}>${busy ? busyLabel : label}</button>
    ${problem && html`<p class="bad" role="alert">${problem}</p>`}</div>`;
}

export const Facts = ({ o }) => html`<dl class="facts"><div><dt>时间</dt><dd>${o.when}</dd></div><div><dt>地点</dt><dd>${o.place_label}</dd></div>
  <div><dt>为谁</dt><dd>${o.for_whom}</dd></div>${o.skills.length > 0 && html`<div><dt>最好会</dt><dd>${o.skills.join('、')}</dd></div>`}
  <div><dt>负责人</dt><dd>${o.responsible}</dd></div></dl>`;

/** The code of the organiser's screen, typed or scanned. */
export function SignForm({ order, way, code, onDone }) {
  const [v, set] = useState(code || ''), [bad, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false), verb = way === 'in' ? '签到' : '签退';
  const submit = (e) => {
    e.preventDefault();
    if (lock.current) return;
    if (!v.trim()) { say('请填负责人屏幕上的码'); return; }
    lock.current = true;
    setBusy(true);
    post('/api/orders/' + order.id + '/presence', { way, code: v.trim() }).then(() => onDone(verb + '好了。'), (err) => say(err.message))
      .then(() => { lock.current = false; setBusy(false); });
  };
  return html`<form class="stack" onSubmit=${submit} novalidate><${Field} id=${'code-' + order.id} label=${verb + '码'} hint="扫负责人屏幕上的二维码，或者照着填" value=${v} maxlength="8"
    autocapitalize="characters" autocomplete="off" onInput=${(e) => { set(e.target.value); say(''); }} error=${bad} />
    <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在' + verb + '…' : verb}</button></form>`;
}

/** An order I took on: where it stands and what comes next. */
export function MyOrder({ o, c, onDone }) {
  const starts = Date.parse(String(o.starts_at).replace(' ', 'T')), near = Date.now() > starts - 45 * 60e3;
  const next = c.state === 'claimed' && near ? 'in' : c.state === 'in' ? 'out' : '';
  return html`<section class="card"><p class="row meta"><${ClaimChip} c=${c} />${o.turn > 0 && html`<span class="small">前面还有 ${o.turn - 1} 位</span>`}</p><h2>${o.title}</h2><${Facts} o=${o} />
    ${o.text && html`<p>${o.text}</p>`}
    ${c.in_at && html`<p class="small">签到 ${when(c.in_at, true)}${c.out_at ? '，签退 ' + when(c.out_at, true) : ''}</p>`}
    ${c.state === 'claimed' && !near && html`<p class="small">到了现场，开始前半小时起可以签到。</p>`}
    ${c.state === 'out' && html`<p>辛苦了。请被帮助的邻居在手机上点一下“办好了”，或等社区打电话问过，就记入您的时长。</p>`}
    ${next && html`<${SignForm} order=${o} way=${next} onDone=${onDone} />`}
    ${(c.state === 'claimed' || c.state === 'waiting') && html`<${Act} label=${c.state === 'waiting' ? '不排了' : '退单'} busyLabel="正在退…" tone="soft" confirm="退了以后，位子就给排在后面的人。确定吗？"
      send=${() => post('/api/orders/' + o.id + '/withdraw', {}).then(() => onDone('退好了，下次再来。'))} />`}</section>`;
}

/** An order that is open. */
export const OpenOrder = ({ o, onDone }) => html`<section class="card"><p class="row meta"><span class=${'chip ' + (o.free > 0 ? 'ok' : 'warn')}>
  ${o.free > 0 ? '还要 ' + o.free + ' 人' : '人满了，可以排队'}</span>${o.fits && html`<span class="chip">您会做这个</span>`}${o.risky && html`<span class="chip warn">有风险，要保险</span>`}</p><h2>${o.title}</h2><${Facts} o=${o} />
  ${o.text && html`<p>${o.text}</p>`}
  ${o.hindrance ? html`<p class="note">${o.hindrance}</p>` : html`<${Act} label=${o.free > 0 ? '我来接单' : '我来排队'} busyLabel="正在接单…"
    send=${() => post('/api/orders/' + o.id + '/claim', {}).then((c) => onDone(c.state === 'waiting' ? '排上了，有人退单就轮到您。' : '接好了。请记住时间和地点，来不了请早点退单。'))} />`}</section>`;
