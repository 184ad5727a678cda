import { html, useEffect, useState } from './view.js';
import { get } from './api.js';
import { go } from './load.js';

const OPEN = ['accepted', 'dispatched', 'in_progress'];

/** Volunteers of a request: who comes, or asking for them. */
export function Aid(props) {
  const r = props.request;
  const [of, set] = useState(null);
  useEffect(() => { get('/api/requests/' + r.id + '/helpers').then(set, () => set(null)); }, [r.id, props.version]);
  if (!of) return null;
  const may = OPEN.indexOf(r.status) >= 0 && !r.shielded && !r.urgent && !of.orders.length;
  if (!may && !of.helpers.length && !of.orders.length) return null;
  const last = of.helpers.length > 0 && of.helpers.every(h => h.state === 'done');
  return html`<section class="card" aria-label="志愿者"><h2>志愿者</h2>
    ${of.orders.map(o => html`<p key=${o.id}>点单 <span class="num">${o.order_no}</span> ${o.title}，${o.when}，${o.taken}/${o.capacity} 人接单</p>`)}
    ${of.helpers.map(h => html`<p key=${h.claim}>${h.name}　${h.state_label}</p>`)}
    ${last && OPEN.indexOf(r.status) >= 0 && html`<p class="note ok">志愿者办好了，已经确认。请答复居民，这件就能办结。</p>`}
    ${may && html`<p class="buttons"><button class="btn slim" onClick=${() => go('helping/new/' + r.id)}>请志愿者帮忙</button></p>`}</section>`;
}
