// An organisation's own page: everything it has in hand, and what it forwarded to others. Opens with the 对接码 only.
import { html, useState } from '../../vendor/preact.js';
import { call } from '../api.js';
import { Icon, tel, when } from './frame.js';
import { VerbForm } from './form.js';

const codes = {}; // by token, for as long as the page is open: coming back from one matter does not ask again
const lists = {}; // by token: what was opened last

const asks = { verb: 'open', label: '打开', primary: true,
  fields: [{ name: 'pass_code', label: '对接码', hint: '社区给贵单位的 4–8 位', type: 'text', required: true }] };

/** 『11月27日（周五）17:30』 */
const moment = (at) => when(at) + when(at, true).split(' ')[1];

const tones = { red: 'bad', yellow: 'warn', green: 'ok' };
/** A lamp is a word first, a colour second. */
const Lamp = ({ i }) => (i.lamp_label ? html`<span class=${'chip ' + (tones[i.lamp] || 'grey')}>${i.lamp_label}</span>` : null);

function Item({ i, urge }) {
  const [busy, hold] = useState(false), [said, say] = useState('');
  const press = () => {
    hold(true);
    urge(i.id).then((done) => { say(done); hold(false); }, (e) => { say(e.message); hold(false); });
  };
  return html`<section class="card"><p class="row meta"><${Lamp} i=${i} /><span class="chip">${i.forwarded ? i.status_label : i.state_label}</span>
      <span class="small">${i.request_no}</span></p>
    <h2>${[i.place_label, i.matter].filter(Boolean).join(' ')}</h2>
    <p class="words">${i.summary}</p>
    ${i.due_at && html`<p><b>${moment(i.due_at)} 前答复</b>${i.due_reason && html`<span class="small">　${i.due_reason}</span>`}</p>`}
    ${i.state === 'open' && !i.forwarded && i.kind !== 'forward' && i.sign_by && html`<p class="small">${i.sign_late ? '签收时限 ' + moment(i.sign_by) + ' 已过，请马上签收' : '请在 ' + moment(i.sign_by) + ' 前签收'}</p>`}
    ${i.forwarded && html`<p>${when(i.forwarded_at)} 已转交 <b>${i.handler_name || '承办单位'}</b>${i.handler_contact ? '，联系人' + i.handler_contact : ''}</p>`}
    ${i.forwarded && i.reply_text && html`<p class="words">答复：${i.reply_text}</p>`}
    ${said && html`<p class="note" role="status">${said}</p>`}
    <div class="stack"><a class=${'btn' + (i.rank ? ' soft' : ' main')} href=${'#' + i.token}>${i.rank ? '看办理经过' : i.kind === 'forward' ? '转交承办单位' : '去办理'}</a>
      ${i.urges && html`<button type="button" class="btn soft" disabled=${busy} onClick=${press}>${busy ? '正在催办…' : '催一催'}</button>`}
      ${i.forwarded && i.handler_phone && html`<a class="btn soft" href=${tel(i.handler_phone)}><${Icon} is="phone" />打给承办单位</a>`}</div></section>`;
}

const counted = (items) => {
  const n = (f) => items.filter(f).length;
  return [[n((i) => i.lamp === 'red'), '件超期'], [n((i) => !i.forwarded && i.state === 'open'), '件等着' + (items.some((i) => i.kind === 'forward') ? '转交' : '签收')],
    [n((i) => !i.rank && i.state !== 'open'), '件在办'], [n((i) => i.answered), '件已答复'], [n((i) => i.forwarded), '件已转交']].filter((c) => c[0]).map((c) => c[0] + ' ' + c[1]).join('，');
};

/** token: the page's own; a: what a look without the 对接码 shows. */
export function OrgList({ token, a }) {
  const [items, set] = useState(lists[token] || null);
  const path = '/api/reply/' + token;
  const take = (answer) => { lists[token] = answer.items; set(answer.items); return answer; };
  const open = (values) => call('POST', path, { action: 'open', pass_code: values.pass_code }, { guest: true })
    .then((answer) => { codes[token] = values.pass_code; take(answer); });
  const urge = (item) => call('POST', path, { action: 'urge', item, pass_code: codes[token] }, { guest: true }).then((answer) => take(answer).done);
  const again = () => open({ pass_code: codes[token] });
  if (!items) {
    return html`<div class="stack"><p class="lead">${a.org_name}：这里是${a.community.name || '社区'}交给贵单位的全部诉求，不用注册账号。</p>
      ${a.needs_code ? html`<${VerbForm} verb=${asks} send=${open} open=${true} />`
        : html`<p class="note warn">贵单位还没有对接码，请打电话给社区要一个。</p>`}
      <p class="small">链接会被转发，所以要填对接码。忘了请打电话问社区。</p></div>`;
  }
  return html`<div class="stack"><p class="lead">${a.org_name}：${items.length ? counted(items) + '。' : ''}</p>
    ${!items.length && html`<p class="note ok">现在没有要办的诉求，谢谢。</p>`}
    ${items.map((i) => html`<${Item} key=${i.id} i=${i} urge=${urge} />`)}
    <button type="button" class="btn soft" onClick=${again}>刷新名单</button></div>`;
}
