import { html } from './view.js';

/** One of the ready sentences with one tap, or one's own. */
export function ReasonField(props) {
  const f = props.field;
  return html`<div class="field">${props.label}
    <div class="picks" role="group" aria-label="常用的理由">${f.options.map(o => html`<button type="button" key=${o.value}
      class=${'choice' + (props.value === o.value ? ' on' : '')} aria-pressed=${String(props.value === o.value)} onClick=${() => props.onPut(o.value)}>${o.label}</button>`)}</div>
    <input class="own-reason" type="text" value=${props.value} placeholder="或者自己写一句" aria-label=${f.label} maxlength="200" required=${f.required}
      onInput=${e => props.onPut(e.target.value)} /></div>`;
}
