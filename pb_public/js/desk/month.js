import { html } from './view.js';
import { isoDay } from './clock.js';

const YEARS = 6; // back from this one

/** A month by two plain lists: <input type="month"> is a bare text field in Firefox and old Safari. `value` is "2026-11". */
export function Month(props) {
  const now = isoDay().slice(0, 7).split('-').map(Number);
  const [year, month] = props.value.split('-').map(Number);
  const put = (y, m) => props.onPick(y + '-' + String(y === now[0] ? Math.min(m, now[1]) : m).padStart(2, '0'));
  const months = year === now[0] ? now[1] : 12;
  return html`<div class="cols month">
    <label class="field"><span>年</span><select value=${year} onChange=${e => put(Number(e.target.value), month)}>
      ${Array.from({ length: YEARS }, (_, i) => html`<option key=${i} value=${now[0] - i}>${now[0] - i} 年</option>`)}</select></label>
    <label class="field"><span>月</span><select value=${month} onChange=${e => put(year, Number(e.target.value))}>
      ${Array.from({ length: months }, (_, i) => html`<option key=${i} value=${i + 1}>${i + 1} 月</option>`)}</select></label>
  </div>`;
}
