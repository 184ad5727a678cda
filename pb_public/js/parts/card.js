// 便民卡: the code on an elder's card stands for name, number and place. The key is
// held in memory only: this may be somebody else's telephone.
import { html, useState, useRef } from '../../vendor/preact.js';
import { post, signIn } from '../api.js';
import { Field } from './field.js';

/** Takes the key out of the address bar and asks whose card it is. */
export function scan() {
  const key = location.hash.slice(6);
  history.replaceState(history.state, '', location.pathname + location.search);
  return post('/api/cards/open', { key }, { guest: true }).then((c) => Object.assign({ key }, c, { place: c.place && c.place.label ? c.place : null }));
}

export function Card({ card, onDrop }) {
  const [open, show] = useState(false), [last4, type] = useState(''), [problem, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false);
  function enter(e) {
    e.preventDefault();
    if (lock.current) return;
    lock.current = true;
    setBusy(true);
    post('/api/cards/enter', { key: card.key, last4 }, { guest: true }).then((auth) => { signIn(auth); location.href = '/requests.html'; }, (err) => {
      say(err.fields.last4 || err.message);
      lock.current = false;
      setBusy(false);
    });
  }
  return html`<section class="card" aria-label="便民卡"><p><b>${card.name}，您好</b></p><p class="small">扫的是便民卡，不用填姓名电话，说事就行。</p>
    ${open ? html`<form class="stack" novalidate onSubmit=${enter}><${Field} id="last4" label="您电话的后 4 位" hint="这部手机只问一次" inputmode="numeric" maxlength="4"
        value=${last4} error=${problem} onInput=${(e) => { type(e.target.value); say(''); }} />
      <button type="submit" class="btn" disabled=${busy}>${busy ? '正在打开…' : '看以前的事'}</button></form>`
    : html`<button type="button" class="btn soft" onClick=${() => show(true)}>看我以前反映的事</button>`}
    <button type="button" class="link" onClick=${onDrop}>不是本人，不用这张卡</button></section>`;
}
