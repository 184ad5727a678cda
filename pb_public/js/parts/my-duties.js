// What a resident is entrusted with, and whom of her own building she may ring.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { get } from '../api.js';
import { Icon, tel } from './frame.js';

/** Nothing at all while there is nothing to say: most residents hold no duty and many buildings have no head. */
export function MyDuties() {
  const [mine, set] = useState(null);
  useEffect(() => { get('/api/duties/mine').then(set, () => {}); }, []);
  if (!mine) return null;
  return html`${mine.charges.length > 0 && html`<section class="card"><h2>${mine.charges.map((c) => c.title).join('、')}</h2>
      <p class="small">看看本楼的事办到哪一步了。</p><a class="btn main" href="/building.html">我的楼栋</a></section>`}
    ${mine.head && html`<section class="card"><h2>我们楼的楼长</h2><p class="lead">${mine.head.name}<span class="small">　${mine.head.title}</span></p>
      ${mine.head.phone && html`<a class="btn soft" href=${tel(mine.head.phone)}><${Icon} is="phone" />打电话给楼长</a>`}
      <p class="small">急事请打 110、119、120；要社区办的事，请在这里说，才有编号、有期限。</p></section>`}`;
}
