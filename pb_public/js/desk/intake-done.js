import { html } from './view.js';
import { ElderCard } from './card.js';

/** What to read out: the number, the query code, what happens next. The code is shown this once. */
export function Done(props) {
  const r = props.result;
  if (r.queued) {
    return html`<section class="card registered" role="status">
      <h2>没有网络，已存在本机</h2>
      <p>联网后自动发出，编号到时候才有。请告诉对方：“已经记下，收到编号再告诉您。”</p>
      ${r.photosLost && html`<p class="note warn">本机存不下照片，只存了文字。联网后请在这件里补传照片。</p>`}
      <button class="btn primary big" data-first onClick=${props.onAgain}>再登记一件</button>
    </section>`;
  }
  return html`<section class="card registered" role="status">
    <h2>${r.sealed ? '已保密登记' : '登记好了'}</h2>
    ${r.emergency && html`<p class="note bad"><strong>紧急：</strong>${r.shielded ? '请马上拨 110，说明地点和险情；放下以后不要再打给对方，可能让她更危险。'
      : '请马上打电话确认对方安全，需要时替他拨 110、119、120。'}</p>`}
    <dl class="about big">
      ${r.request_no && html`<div><dt>编号</dt><dd class="num read-out">${r.request_no}</dd></div>`}
      ${r.query_code && html`<div><dt>查询码</dt><dd class="num read-out">${r.query_code}</dd></div>`}
    </dl>
    ${r.next && html`<p>${r.next}</p>`}
    ${r.query_code && html`<p class="quiet">查询码只显示这一次：请读给对方，或打印回执交给他。</p>`}
    <div class="buttons">
      ${r.id && html`<a class="btn primary big" target="_blank" rel="noopener" href=${'/print.html#receipt/' + r.id + (r.query_code ? '?code=' + encodeURIComponent(r.query_code) : '')}>打印回执</a>`}
      <button class="btn big" onClick=${props.onAgain}>${props.again || '再登记一件'}</button>
      ${r.id && html`<a class="btn big" href=${'#/request/' + r.id}>打开这一件</a>`}
    </div>
    ${r.resident && !r.shielded && html`<${ElderCard} resident=${r.resident} />`}
  </section>`;
}
