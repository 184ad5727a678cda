import { html } from './view.js';

/** A few codes as buttons, in the office's words: {legend, name, all, value, onPick, words}. */
export function Chips(props) {
  return html`<fieldset class="field"><legend>${props.legend}</legend><div class="picks">${props.all.map(c => html`<label class="pick" key=${c}>
    <input type="radio" name=${props.name} value=${c} checked=${props.value === c} onChange=${() => props.onPick(c)} /><span>${(props.words || {})[c] || (props.fallback || {})[c] || c}</span></label>`)}</div></fieldset>`;
}
