// The five steps of a request, and the small pieces shown beside them.
import { html } from '../../vendor/preact.js';
import { Icon, when } from './frame.js';

const names = ['已提交', '已分派', '办理中', '已回复', '已评价'];

export const Steps = ({ step }) => html`<ol class="steps" aria-label=${'共 5 步，现在是第 ' + step + ' 步：' + names[step - 1]}>${names.map((name, i) => html`
  <li class=${i + 1 < step ? 'past' : i + 1 === step ? 'now' : ''} aria-current=${i + 1 === step ? 'step' : undefined}><span>${name}</span>
    </li>`)}</ol>`;

const tones = { replied: 'ok', closed: 'ok', need_info: 'warn', suspended: 'warn', declined: 'grey', withdrawn: 'grey', merged: 'grey' };
export const Status = ({ r }) => html`<span class=${'chip ' + (tones[r.status] || '')}>${r.status_label}</span>`;

const open = ['pending', 'accepted', 'need_info', 'dispatched', 'in_progress', 'in_review'];
/** The date the calendar gave, while the matter is open. */
export const Due = ({ r }) => (r.due_at && !r.urgent && open.indexOf(r.status) >= 0 ? html`<p class="small">答复期限：${when(r.due_at)}</p>` : null);

/** One request as a card that opens it. */
export const RequestCard = ({ r }) => html`<a class="card" href=${'/request.html#' + r.id}>
  <h2 class="what">${r.summary || '（看照片）'}</h2>
  <p class="row meta"><${Status} r=${r} />${r.received_at && html`<span class="small">${when(r.received_at)}</span>`}</p>
  ${r.step > 0 && html`<${Steps} step=${r.step} />`}<${Due} r=${r} />
  ${r.status === 'replied' && html`<p class="row answer-line"><b class="grow">看答复，评一评</b><${Icon} is="next" /></p>`}</a>`;
