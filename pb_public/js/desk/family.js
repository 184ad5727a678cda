import { html } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { Pill } from './row.js';

/** What this request hangs together with: neighbours' reports of the same thing, its parts, what it is a part of. */
export function Family(props) {
  const r = props.request;
  const found = useLoad(() => get('/api/requests/' + r.id + '/family'), [r.id, props.version]);
  const f = found.data;
  if (!f) return null;
  const merged = f.merged || [];
  const parts = f.parts || [];
  if (!merged.length && !parts.length && !f.parent && !f.lead && f.households < 2) return null;
  return html`<section class="card family" aria-label="有关联的诉求">
    ${f.lead && html`<h2>并在这一件里办</h2><ul class="plain"><${Line} of=${f.lead} /></ul><p class="quiet">那件有了答复，这一户同时收到，单独评价。并错了，用下面的“取消并案”。</p>`}
    ${f.parent && html`<h2>从这一件拆出来的</h2><ul class="plain"><${Line} of=${f.parent} /></ul>`}
    ${parts.length > 0 && html`<h2>拆成了 ${parts.length} 件</h2><ul class="plain">${parts.map(p => html`<${Line} key=${p.id} of=${p} />`)}</ul>
      <p class="quiet">都有了答复，这一件才算答复；居民在每件上分别评价。</p>`}
    ${f.households > 1 && html`<h2>${f.households} 户反映同一件事</h2>${merged.length > 0 && html`<ul class="plain">${merged.map(m => html`<${Line} key=${m.id} of=${m} />`)}</ul>`}
      <p class="quiet">答复以后每一户都要告知，各自评价。</p>`}
    ${f.households < 2 && merged.length > 0 && html`<h2>同一户反映了 ${merged.length + 1} 次</h2><ul class="plain">${merged.map(m => html`<${Line} key=${m.id} of=${m} />`)}</ul>`}
  </section>`;
}

function Line(props) {
  const r = props.of;
  return html`<li><a href=${'#/request/' + r.id}>${r.summary || '（只有照片）'}</a> <${Pill} request=${r} />
    <span class="quiet likely-line">${[r.request_no, r.resident_label, r.place_label, r.handler_name].filter(Boolean).join(' · ')}</span></li>`;
}
