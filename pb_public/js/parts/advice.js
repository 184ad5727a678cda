// What helps before sending: where to turn, what the office answered before, what neighbours reported already.
import { html, useState, useRef } from '../../vendor/preact.js';
import { post, session } from '../api.js';

/** onJoined() once this household counts among those who have the same trouble. */
export function Advice({ a, onJoined }) {
  const [problem, say] = useState(''), lock = useRef(false), near = (a.similar || []).slice(0, 3);
  const join = (id) => {
    if (lock.current) return;
    lock.current = true;
    post('/api/requests/' + id + '/join').then(onJoined, (e) => { lock.current = false; say(e.message); });
  };
  return html`<div class="stack" aria-live="polite">
    ${(a.guidance || a.not_ours) && html`<div class="note warn"><p>${a.guidance}</p>${a.not_ours && html`<p>${a.not_ours}</p>`}</div>`}
    ${(a.faq || []).slice(0, 2).map((f) => html`<div class="note"><p><b>${f.question}</b></p><p>${f.answer}</p></div>`)}
    ${near.length > 0 && html`<div class="note"><p><b>这幢楼已有人反映</b></p>
      ${near.map((s) => html`<div><p>${s.summary.replace(/^[^：]{2,6}类：/, '')}　<b>${s.status_label}</b>${s.days > 0 && html`<span class="small">　${s.days} 天前</span>`}</p>
        ${s.id && session() && html`<button type="button" class="btn soft" onClick=${() => join(s.id)}>我家也是</button>`}</div>`)}
      ${problem && html`<p class="bad" role="alert">${problem}</p>`}<p class="small">同一件事也可以接着说，多一份情况更清楚。</p></div>`}</div>`;
}
