// Who comes to help with a request, and the one tap that says it is done.
import { html, useRef, useState } from '../../vendor/preact.js';
import { post } from '../api.js';
import { ClaimChip } from './orders.js';

function Helper({ h, may, onDone }) {
  const [open, show] = useState(false), [thanks, set] = useState(''), [busy, setBusy] = useState(false), [problem, say] = useState(''), lock = useRef(false);
  const send = (e) => {
    e.preventDefault();
    if (lock.current) return;
    lock.current = true;
    setBusy(true);
    post('/api/claims/' + h.claim + '/confirm', { thanks }).then(onDone, (err) => say(err.message)).then(() => { lock.current = false; setBusy(false); });
  };
  return html`<li><p class="row meta"><b>${h.name}</b><${ClaimChip} c=${h} /></p><p class="small">${h.title}　${h.when}</p>
    ${h.state === 'out' && !may && html`<p class="small">办好没有，社区会打电话问您。</p>`}
    ${h.state === 'out' && may && !open && html`<div class="stack"><button type="button" class="btn main" disabled=${busy} onClick=${send}>${busy ? '正在记下…' : '办好了，谢谢'}</button>
      <button type="button" class="btn soft" onClick=${() => show(true)}>写一句感谢</button></div>`}
    ${h.state === 'out' && may && open && html`<form class="stack" onSubmit=${send}><label for=${'thanks-' + h.claim}>感谢的话<small>志愿者看得到</small></label>
      <textarea id=${'thanks-' + h.claim} class="input" maxlength="100" value=${thanks} onInput=${(e) => { set(e.target.value); say(''); }}></textarea>
      <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在记下…' : '办好了，谢谢'}</button></form>`}
    ${problem && html`<p class="bad" role="alert">${problem}</p>`}</li>`;
}

export function Helpers({ of, onDone }) {
  const thanked = of.helpers.some((h) => h.thanked);
  return html`<section class="card"><h2>志愿者帮忙</h2>
    ${of.orders.filter((o) => !o.taken).map((o) => html`<p>已经发出点单，${o.when}，在等志愿者接单。</p>`)}
    ${of.helpers.length > 0 && html`<ul class="stack">${of.helpers.map((h) => html`<${Helper} key=${h.claim} h=${h} may=${of.may_confirm} onDone=${onDone} />`)}</ul>`}
    ${thanked && html`<p class="note ok"><b>这件事办结了。谢谢您的信任，也谢谢帮忙的志愿者。</b></p>`}
    ${of.helpers.some((h) => h.state !== 'done') && html`<p class="small">志愿者不收钱、不收东西。不认识的人上门，请先打社区电话核对。</p>`}</section>`;
}
