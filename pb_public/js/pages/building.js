// 我的楼栋: the open matters of the building, for its head. No names, no doors, no words of who asked.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { get } from '../api.js';
import { Frame, mount, useHome, when } from '../parts/frame.js';

const Matter = ({ m }) => html`<li><p class="row meta"><span class="chip">${m.status_label}</span>${m.due_at && html`<span class="chip grey">${when(m.due_at)}前答复</span>`}</p>
  <p><b>${m.what}</b></p>${m.said && html`<p>${when(m.said_at, true)}：${m.said}</p>`}<p class="small">${when(m.received_at)}收到</p></li>`;

const House = ({ h }) => html`<section class="card"><h2>${h.label}</h2>
  ${h.items.length ? html`<p class="small">${h.items.length + h.more} 件正在办</p><ol class="line">${h.items.map((m) => html`<${Matter} m=${m} />`)}</ol>`
    : html`<p>现在没有正在办的事。</p>`}
  ${h.more > 0 && html`<p class="small">还有 ${h.more} 件，请问社区。</p>`}
  ${h.poster ? html`<p class="small">邻居有事，请扫楼道里的海报，或打开这个网址：</p><a class="btn soft" href=${h.poster}>打开本楼的海报</a>`
    : html`<p class="small">这栋楼还没有贴海报，请告诉社区。</p>`}</section>`;

function Building() {
  const home = useHome(), [mine, set] = useState(null), [e, say] = useState(null);
  const load = () => { say(null); get('/api/duties/mine').then(set, say); };
  useEffect(load, []);
  const charges = mine ? mine.charges : [];
  return html`<${Frame} home=${home} title="我的楼栋">
    ${!mine && !e && html`<section class="card ghost"><p role="status">正在取本楼的事…</p><i></i><i></i><i></i></section>`}
    ${e && html`<section class="note warn"><p role="alert">${e.status === 401 ? '请先登录，再看我的楼栋。' : e.message}</p>
      ${e.status === 401 ? html`<a class="btn" href="/login.html">登录</a>` : html`<button type="button" class="btn soft" onClick=${load}>再试一次</button>`}</section>`}
    ${mine && !charges.length && html`<section class="card"><h2>您现在没有任职</h2><p>这一页给楼长、兼职网格员看。任期到了，本楼的事就不再显示。</p><a class="btn main" href="/me.html">回到我的</a></section>`}
    ${charges.map((c) => html`<div class="stack"><section class="note"><p><b>${c.title}</b>${c.until && html`　任期到 ${c.until.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}`}</p>
      <p class="small">这里只写什么事、办到哪一步，不写是谁反映的、哪一户；险情和邻里之间的投诉不在里面。请不要打听，也不要转发。</p></section>
      ${c.buildings.map((h) => html`<${House} h=${h} />`)}
      ${!c.buildings.length && html`<section class="card"><p>这个网格还没有登记楼栋，请告诉社区。</p></section>`}</div>`)}
    ${charges.length > 0 && html`<a class="btn main" href="/ask.html">替大家反映一件事</a>`}<//>`;
}
mount(Building);
