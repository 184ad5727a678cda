import { html, useState } from './view.js';
import { Trend } from './trend.js';

const AT_FIRST = 6;
const SAYS = { title: '机器建议', bars: '派了单', line: '照建议', what: '每周派单的件数和其中照机器建议派的件数' };

/** How often the office followed the machine, by week and by matter. It is about the machine; no colleague is named. */
export function Suggestions(props) {
  const s = props.of;
  const [all, setAll] = useState(false);
  const rows = all ? s.matters : s.matters.slice(0, AT_FIRST);
  const weeks = s.weeks.map(w => ({ week: w.week, new: w.n, closed: w.taken }));
  return html`<section class="card suggestions" aria-label="机器建议采纳率"><h2>${s.sentence} <span class="quiet">${s.period}</span></h2>
      <p class="quiet">照机器的建议派了单算采纳；改了分类或派给别的单位，算改过。改过的，机器会照着学。</p>
      ${rows.length > 0 && html`<table class="table">
        <thead><tr><th scope="col">事项</th><th scope="col" class="right">采纳率</th></tr></thead>
        <tbody>${rows.map(m => html`<tr key=${m.id}><td class="main-cell"><a href=${'#/suggestions/' + m.id + '~' + s.since}>${m.name}</a></td>
          <td class="right"><strong class="num">${Math.floor(m.rate * 100 + 1e-9)}%</strong> <span class="quiet">${m.n} 件，改过 ${m.changed}</span></td></tr>`)}</tbody></table>`}
      ${s.matters.length > rows.length && html`<p class="buttons"><button class="btn slim" onClick=${() => setAll(true)}>看全部 ${s.matters.length} 个事项</button></p>`}
    </section>
    ${s.n > 0 && html`<${Trend} weeks=${weeks} says=${SAYS} />`}`;
}
