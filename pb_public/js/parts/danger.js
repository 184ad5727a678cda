// Danger: the numbers to call, before, while and after it is written down.
import { html } from '../../vendor/preact.js';
import { tel } from './frame.js';

/** The office's emergency numbers, those this danger calls for in front. */
function urgent(list, advice) {
  const said = advice ? advice.guidance + advice.reason : '', fits = (one) => said.indexOf(one.name) >= 0 || said.indexOf(one.tel) >= 0;
  return list.filter(fits).concat(list.filter((one) => !fits(one)));
}

/** Buttons that call for help at once, shown while writing, before and after sending. */
export const Emergency = ({ list, advice }) => html`<section class="note red" role="alert">
  <h2>有危险，请马上打电话</h2>${advice && advice.guidance && html`<p><b>${advice.guidance}</b></p>`}<p>这里不能代替报警。先打电话，再写也不迟。</p>
  <div class="tiles two">${urgent(list, advice).map((one) => html`<a class=${'btn main' + (one.tel.length > 6 ? ' wide' : '')}
    href=${tel(one.tel)}>${one.name}<br />${one.tel}</a>`)}</div>
</section>`;

/** Three of them on the bottom bar, which stays above the keyboard. */
export const First = ({ list, advice }) => html`<p class="sos"><b>先打</b>${urgent(list, advice).slice(0, 3).map((one) => html`<a class="link"
  href=${tel(one.tel)} aria-label=${one.name + ' ' + one.tel}>${one.tel.length > 6 ? one.name : one.tel}</a>`)}</p>`;
