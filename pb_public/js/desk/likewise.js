import { html, useState } from './view.js';
import { get, apply } from './api.js';
import { useLoad } from './load.js';

/** After a correction: waiting requests like this one. Nothing of theirs is changed but by a tap. */
export function Likewise(props) {
  const r = props.request;
  const found = useLoad(() => get('/api/requests/' + r.id + '/likewise'), [r.id]);
  const [done, setDone] = useState({}); // id → sentence
  const items = found.data ? found.data.items : [];
  if (!items.length) return null;
  const take = item => {
    setDone(Object.assign({}, done, { [item.id]: '正在改…' }));
    apply(item, 'correct', { matter: found.data.to, reason: '照 ' + r.request_no + ' 一样改', was: item.matter }).then(
      () => { setDone(old => Object.assign({}, old, { [item.id]: '已改' })); props.onDone(); },
      err => setDone(old => Object.assign({}, old, { [item.id]: err.message })));
  };
  return html`<section class="card likewise" aria-label="相近的待受理">
    <h2>还有 ${items.length} 件相近的待受理，也照此改？</h2>
    <ul class="plain">${items.map(i => html`<li key=${i.id}><span class="grow"><a href=${'#/request/' + i.id}>${i.summary}</a>
      <span class="quiet likely-line">${i.request_no} · ${i.place_label || '没有写地点'} · 现在归“${i.matter_name}”</span></span>
      ${done[i.id] ? html`<span class="quiet" role="status">${done[i.id]}</span>` : html`<button class="btn slim" onClick=${() => take(i)}>改归${found.data.to_name}</button>`}</li>`)}</ul>
  </section>`;
}
