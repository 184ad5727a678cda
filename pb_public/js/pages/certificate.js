// 核对志愿服务证明: what the paper should say, for whoever scanned it.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { get } from '../api.js';
import { Frame, Icon, mount, tel, useHome } from '../parts/frame.js';

const day = (text) => String(text).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
/** With its year: a certificate is read years later. */
const dated = (utc) => { const d = new Date(Date.parse(String(utc).replace(' ', 'T')) + 8 * 3600e3); return d.getUTCFullYear() + '年' + (d.getUTCMonth() + 1) + '月' + d.getUTCDate() + '日'; };

function Certificate() {
  const home = useHome(), [c, set] = useState(null), [e, fail] = useState(null), key = location.hash.slice(1);
  const load = () => { fail(null); set(null); get('/api/certificates/' + encodeURIComponent(location.hash.slice(1) || '-'), { guest: true }).then(set, fail); };
  useEffect(() => { load(); addEventListener('hashchange', load); return () => removeEventListener('hashchange', load); }, []);
  return html`<${Frame} home=${home} title="核对志愿服务证明" back="">
    ${!c && !e && html`<section class="card ghost"><p role="status">正在核对…</p><i></i><i></i></section>`}
    ${e && html`<section class="note red"><h2>${e.status === 404 ? '核对不到' : '没有核对成'}</h2><p role="alert">${key ? e.message : '请用手机扫证明上的二维码打开这一页。'}</p>
      ${e.status !== 404 && html`<button type="button" class="btn soft" onClick=${load}>再试一次</button>`}</section>`}
    ${c && html`<div class="stack"><section class=${'note ' + (!c.good ? 'red' : c.less ? 'warn' : 'ok')}><h2 class="row">${c.good && !c.less && html`<${Icon} is="check" />`}<span class="grow">${c.good ? (c.less ? '这张证明是真的，时长有变化' : '这张证明是真的，有效') : '这张证明已经撤销，不再有效'}</span></h2>
        ${c.good && c.less && html`<p><b>出具以后，有服务记录更正或作废了，现在只有 ${c.less}。</b>请打电话问社区，以社区的答复为准。</p>`}
        ${!c.good && html`<p>${dated(c.revoked_at)}撤销：${c.reason}</p>`}</section>
      <section class="card"><h2>证明上应当写着</h2><dl class="facts"><div><dt>编号</dt><dd>${c.certificate_no}</dd></div><div><dt>姓名</dt><dd>${c.name}</dd></div>
        <div><dt>期间</dt><dd>${day(c.from_day)}至${day(c.until_day)}</dd></div><div><dt>时长</dt><dd>${c.hours}</dd></div><div><dt>出具</dt><dd>${c.issuer}，${dated(c.issued_at)}</dd></div></dl>
        <p class="small">有一处对不上，就不是这张证明。</p></section>
      ${(c.rows || []).length > 0 && html`<section class="card"><h2>每一次服务</h2><ol class="line">${c.rows.map((r) => html`<li><p><b>${r.activity}</b>　${r.hours}</p><p class="small">${day(r.day)}　${r.place}　${r.for_whom}</p></li>`)}</ol></section>`}
      ${c.phone && html`<a class="btn soft" href=${tel(c.phone)}><${Icon} is="phone" />打电话问${c.office}</a>`}</div>`}<//>`;
}
mount(Certificate);
