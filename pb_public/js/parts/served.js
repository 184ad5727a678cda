// 我的服务: hours, thanks, and how to say that a record is wrong. Nobody else is in it.
import { html, useState } from '../../vendor/preact.js';
import { post } from '../api.js';
import { Act } from './orders.js';
import { VerbForm } from './form.js';
import { when } from './frame.js';

const wish = { verb: 'wish', label: '记得不对', fields: [
  { name: 'text', label: '哪里不对', type: 'textarea', required: true }, { name: 'minutes', label: '应该计多少分钟', type: 'number' }] };

function Served({ r, onDone }) {
  const gone = r.state === 'void';
  return html`<li class="tight"><p><b>${r.activity}</b>　${gone ? html`<span class="chip bad">${r.state_label}</span>` : r.hours}</p>
    <p class="small">${r.day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}　${r.place}</p><p class="small">${r.record_no}</p>
    ${r.overlap > 0 && html`<p class="small">和另一项服务重叠的 ${r.overlap} 分钟没有再计。</p>`}
    ${gone && r.reason && html`<p class="small">作废原因：${r.reason}</p>`}
    ${r.wish && html`<p class="small">您说：${r.wish}　${r.wish_state === 'pending' ? '社区在核对' : r.wish_answer}</p>`}
    ${!gone && r.wish_state !== 'pending' && html`<${VerbForm} verb=${wish} send=${(v) => post('/api/service_records/' + r.id + '/wish', { text: v.text, minutes: parseInt(v.minutes, 10) || 0 })
      .then(() => onDone('收到了，社区核对以后答复您。'))} />`}</li>`;
}

export function MyService({ mine, onDone }) {
  const [all, showAll] = useState(false), thanks = mine.claims.filter((c) => c.thanks || c.thanked_at), list = all ? mine.records : mine.records.slice(0, 5);
  return html`<div class="stack">
    <section class="card"><h2>我的服务时长</h2><p><b class="figure">${mine.hours}</b>　${mine.times} 次</p><p class="small">只计在现场的时间，由被帮助的邻居或社区确认。要开证明，请带身份证到社区。</p>
      <a class="btn soft" href="/points.html">我的积分和兑换</a></section>
    ${thanks.length > 0 && html`<section class="card"><h2>收到的感谢</h2><ol class="line">${thanks.map((c) => html`<li><p>${c.thanks || '这件事办结了，社区谢谢您帮忙'}</p>
      <p class="small">${c.order.title}　${when(c.confirmed_at)}</p></li>`)}</ol></section>`}
    ${mine.records.length > 0 && html`<section class="card"><h2>服务记录</h2><ol class="line">${list.map((r) => html`<${Served} key=${r.id} r=${r} onDone=${onDone} />`)}</ol>
      ${!all && mine.records.length > 5 && html`<button type="button" class="btn soft" onClick=${() => showAll(true)}>看全部 ${mine.records.length} 次</button>`}</section>`}
    ${mine.profile.state === 'approved' && html`<${Act} label="退出志愿者" busyLabel="正在退出…" tone="soft" confirm="退出后，接了还没做的单给别人，服务记录还在。想回来可以再报名。确定吗？"
      send=${() => post('/api/volunteers/leave', {}).then(() => onDone('已经退出，谢谢您做过的事。'))} />`}</div>`;
}
