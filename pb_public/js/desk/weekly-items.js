import { html } from './view.js';

/** What goes up this Friday, one line each, and the tap that takes it in or out. */
export function WeeklyItems(props) {
  if (!props.items.length) return null;
  const inside = props.items.filter(i => i.state === 'in').length;
  return html`<section class="card" aria-label="上报的诉求">
    <h2>上报的诉求 <span class="quiet">列入 ${inside} 件，共 ${props.items.length} 件</span></h2>
    <table class="table with-button"><thead><tr><th scope="col">编号</th><th scope="col">承办单</th><th scope="col">事项</th><th scope="col">小区</th><th scope="col">本周</th>
      ${!props.frozen && html`<th scope="col"><span class="sr">操作</span></th>`}</tr></thead>
      <tbody>${props.items.map(i => html`<tr key=${i.request} class=${i.state === 'in' ? '' : 'faded'}>
        <td class="num once">${i.request_no}</td>
        <td>${i.referral ? html`<a href=${'/print.html#referral/' + i.referral}>${i.referral_no || '打印承办单'}</a>` : '—'}</td>
        <td class="main-cell"><a href=${'#/request/' + i.request}>${i.summary}${i.note && html`<span class="quiet">${i.note}</span>`}</a></td>
        <td>${i.estate}</td>
        <td><span class=${'pill ' + (i.state === 'in' ? 'in_progress' : 'withdrawn')}>${i.state_label}</span></td>
        ${!props.frozen && html`<td class="right">${i.state === 'in'
          ? html`<button class="btn slim" disabled=${!!props.busy} onClick=${() => props.act('item', { request: i.request, state: 'out' }, i.request_no + ' 不列入')}>不列入</button>`
          : html`<button class="btn slim" disabled=${!!props.busy} onClick=${() => props.act('item', { request: i.request, state: 'in' }, i.request_no + ' 列入')}>列入</button>`}</td>`}
      </tr>`)}</tbody></table>
  </section>`;
}
