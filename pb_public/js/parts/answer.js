// One answer of the handbook, one resource: read aloud, and called with one tap.
import { html } from '../../vendor/preact.js';
import { Icon, tel } from './frame.js';

/** The short numbers a text names: 12345, 95598, 110. */
const numbers = (text) => (String(text).match(/(^|\D)(1[12][0-9]|123[0-9]{2}|95598|96110)(?!\d)/g) || []).map((n) => n.replace(/\D/g, ''))
  .filter((n, i, all) => all.indexOf(n) === i).slice(0, 3);

export const Calls = ({ text }) => html`<p class="row meta">${numbers(text).map((n) => html`<a class="link" href=${tel(n)}><${Icon} is="phone" />打 ${n}</a>`)}</p>`;

export const Answer = ({ f, children }) => html`<section class="card"><h2>${f.question}</h2><p class="words">${f.answer}</p>
  ${numbers(f.answer).length > 0 && html`<${Calls} text=${f.answer} />`}${children}</section>`;

export const Resource = ({ r }) => html`<section class="card tight"><p class="small">${r.kind_label}</p><h2>${r.name}</h2>${r.offer && html`<p>${r.offer}</p>`}
  ${(r.address || r.hours) && html`<p class="small">${[r.address, r.hours].filter(Boolean).join('　')}</p>`}
  ${r.phone && html`<a class="btn soft" href=${tel(r.phone)}><${Icon} is="phone" />打 ${r.phone}</a>`}</section>`;
