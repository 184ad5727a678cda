// Danger: the numbers to call, before, while and after it is written down.
import { html } from '../../vendor/preact.js';
import { tel } from './frame.js';

/** The office's emergency numbers; the server puts those this danger calls for in front. */
const urgent = (list, advice) => (advice && advice.numbers) || list;
const near = 2; // numbers that stand alone, over the others

/** Buttons that call for help at once, shown while writing, before and after sending. */
export const Emergency = ({ list, advice }) => html`<section class="note red" role="alert">
  <h2>有危险，请马上打电话</h2>${advice && advice.reason && html`<p><b>${advice.guidance || advice.reason}。</b></p>`}
  <div class="tiles two">${urgent(list, advice).map((one, i) => html`<a class=${'btn' + (advice && i >= near ? '' : ' main')
    + ((advice && i < near) || one.tel.length > 6 ? ' wide' : '')} href=${tel(one.tel)}>${one.name}<br />${one.tel}</a>`)}</div>
  <p>${advice && !advice.reason ? '这里不能代替报警，请先打电话。' : '这里不能代替报警。先打电话，再写也不迟。'}</p>${advice && advice.duty && html`<p>${advice.duty}。</p>`}
</section>`;

/** Three of them on the bottom bar, which stays above the keyboard. */
export const First = ({ list, advice }) => html`<p class="sos"><b>先打</b>${urgent(list, advice).slice(0, 3).map((one) => html`<a class="link"
  href=${tel(one.tel)} aria-label=${one.name + ' ' + one.tel}>${one.tel.length > 6 ? one.name.replace(/（.*/, '') : one.tel}</a>`)}</p>`;

/** On the page of one request, while nobody has dealt with it: the numbers again. What was sent is no reason to wait. */
export const StillUrgent = ({ home, r }) => html`<${Emergency} list=${home.emergency} advice=${{ numbers: r.numbers, duty: home.duty }} />`;
