import { html, useState } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed, Empty } from './states.js';
import { stamp } from './clock.js';
import { Counter } from './redeem-code.js';
import { RedeemRow } from './redeem-row.js';
import { PersonPoints } from './person-points.js';
import { Adjustments } from './adjustments.js';

/** 兑换: hand over by the code, see what waits, look up and correct somebody's points. */
export function Redeem(props) {
  const [turn, setTurn] = useState(0);
  const [told, tell] = useState('');
  const rows = useLoad(() => get('/api/redemptions'), [turn]);
  const changed = sentence => { tell(sentence); setTurn(turn + 1); };
  const d = rows.data;
  return html`<div class="view">
    <header class="page-head"><h1>兑换</h1><span class="quiet">扫码或输码，核对东西和人，交给本人。</span></header>
    <${Counter} onDone=${changed} />
    ${told && html`<p class="note ok" role="status">${told}</p>`}
    <section class="card" aria-label="等人来领"><h2>等人来领 ${d && html`<span class="quiet">${d.waiting.length} 件</span>`}</h2>
      ${rows.error && html`<${Failed} error=${rows.error} again=${rows.again} />`}
      ${!d && !rows.error && html`<${Loading} words="正在读取兑换…" />`}
      ${d && !d.waiting.length && html`<${Empty} words="没有等着领的" hint="居民在手机上兑换以后，会出现在这里。14 天没有来领的自动取消，积分退回。" />`}
      ${d && html`<ul class="plain work-list">${d.waiting.map(r => html`<${RedeemRow} key=${r.id} redemption=${r} onDone=${changed} />`)}</ul>`}
    </section>
    <${PersonPoints} onDone=${changed} />
    <${Adjustments} key=${'a' + turn} me=${props.me} onDone=${changed} />
    ${d && d.done.length > 0 && html`<section class="card" aria-label="最近办的"><h2>最近 7 天办的</h2>
      <ul class="plain work-list">${d.done.map(r => html`<li key=${r.id} class="visit"><p><strong>${r.name}</strong>　${r.who}</p>
        <p class="quiet">${r.state_label}　${stamp(r.ended_at)}　${r.ended_by}</p></li>`)}</ul></section>`}
    <section class="card" aria-label="打印"><h2>打印</h2><p class="buttons"><a class="btn slim" href="/print.html#stock/now" target="_blank" rel="noopener">打印盘点表</a>
      <a class="btn slim" href="/print.html#points/now" target="_blank" rel="noopener">打印年度公示</a></p></section>
  </div>`;
}
