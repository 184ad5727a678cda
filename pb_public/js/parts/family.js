// What a resident's request hangs together with: neighbours with the same trouble, the parts it was split into.
// Loaded only for such a request.
import { html } from '../../vendor/preact.js';
import { when } from './frame.js';
import { RequestCard, Steps } from './steps.js';

/** How far the joint matter is. Of the neighbours nothing is known here but how many they are. */
const Joint = ({ of }) => html`<section class="card"><h2>${of.households > 1 ? of.households + ' 户一起办理' : '几次反映一起办理'}</h2>
  <p>现在：<b>${of.status_label}</b></p><${Steps} step=${of.step} />
  ${of.handler_name && html`<p class="small">承办单位：${of.handler_name}</p>`}
  ${of.due_at && html`<p class="small">答复期限：${when(of.due_at)}</p>`}
  <p class="small">有了答复会同时告诉您，您单独评价。您的编号不变。</p></section>`;

export function Family({ of }) {
  const parts = of.parts || [], codes = of.sealed || [];
  return html`${of.joint && html`<${Joint} of=${of.joint} />`}
    ${!of.joint && of.households > 1 && html`<section class="note ok"><p>连您家在内，有 ${of.households} 户反映同一件事，一起办理。</p></section>`}
    ${parts.length > 0 && html`<section class="stack"><h2>您说的 ${parts.length} 件事，分开办理</h2>${parts.map((p) => html`<${RequestCard} key=${p.id} r=${p} />`)}</section>`}
    ${of.parent && html`<a class="card" href=${'/request.html#' + of.parent.id}><p>这是从 ${of.parent.request_no} 拆出来的一件。看您原来说的全部</p></a>`}
    ${codes.map((one) => html`<section class="note warn" key=${one.code}><p>${one.next}</p><p>查询码 <b>${one.code}</b>，在“书记信箱”里查答复。</p></section>`)}`;
}
