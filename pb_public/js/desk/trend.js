import { html } from './view.js';

const H = 230;
const LEFT = 42;
const RIGHT = 10;
const FOOT = 28;
const TOP = 12;

/** The next round number above the highest bar: 4 lines that read as 5, 10, 20, 50… */
function ceiling(n) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].filter(s => s * 4 >= n)[0] || 5000;
  return { step: step, top: step * 4 };
}

const REQUESTS = { title: '每周诉求与办结', bars: '新收', line: '办结', what: '每周新收和办结的件数' };

/** Twelve weeks: bars are new requests, the line is closed ones; `says` names other figures. The same numbers stand in the table below. */
export function Trend(props) {
  const weeks = props.weeks;
  const says = props.says || REQUESTS;
  // Drawn at the size it is shown, so that its words keep theirs.
  const narrow = matchMedia('(max-width: 899px)').matches;
  const W = narrow ? 316 : 600;
  const every = narrow ? 4 : 2;
  if (!weeks.length) return null;
  const last = weeks[weeks.length - 1];
  const scale = ceiling(Math.max.apply(null, weeks.map(w => Math.max(w.new, w.closed)).concat([1])));
  const slot = (W - LEFT - RIGHT) / weeks.length;
  const x = i => LEFT + slot * i + slot / 2;
  const y = n => TOP + (H - TOP - FOOT) * (1 - n / scale.top);
  const short = w => w.week.replace(/^.*W0?/, '') + '周';
  return html`<section class="card trend" aria-label=${says.title}>
    <h2>${says.title} <span class="quiet">近 ${weeks.length} 周</span></h2>
    <p class="legend"><span class="mark bar-mark"></span>${says.bars} ${last.new} <span class="mark dot-mark"></span>${says.line} ${last.closed}（本周到现在）</p>
    <svg viewBox=${'0 0 ' + W + ' ' + H} role="img" aria-label=${'近' + weeks.length + '周' + says.what + '，数字见下表'}>
      ${[0, 1, 2, 3, 4].map(i => html`<g><line class="grid-line" x1=${LEFT} x2=${W} y1=${y(i * scale.step)} y2=${y(i * scale.step)} />
        <text class="axis" x=${LEFT - 8} y=${y(i * scale.step) + 5} text-anchor="end">${i * scale.step}</text></g>`)}
      ${weeks.map((w, i) => html`<g><rect class=${i === weeks.length - 1 ? 'bar-now' : 'bar-week'} x=${x(i) - slot * 0.34} width=${slot * 0.68}
          y=${y(w.new)} height=${Math.max(0, y(0) - y(w.new))} rx="3" />
        ${(weeks.length - 1 - i) % every === 0 && html`<text class="axis" x=${x(i)} y=${H - 8} text-anchor="middle">${short(w)}</text>`}</g>`)}
      <polyline class="line-closed" points=${weeks.map((w, i) => x(i) + ',' + y(w.closed)).join(' ')} />
      ${weeks.map((w, i) => html`<circle class="dot-closed" cx=${x(i)} cy=${y(w.closed)} r=${i === weeks.length - 1 ? 5 : 3} />`)}
    </svg>
    <details><summary>看数字</summary><table class="table tight-table">
      <thead><tr><th scope="col">周</th><th scope="col" class="right">${says.bars}</th><th scope="col" class="right">${says.line}</th></tr></thead>
      <tbody>${weeks.slice().reverse().map(w => html`<tr key=${w.week}><td>${w.week}</td><td class="right num">${w.new}</td><td class="right num">${w.closed}</td></tr>`)}</tbody>
    </table></details>
  </section>`;
}
