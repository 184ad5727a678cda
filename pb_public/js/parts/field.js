// One labelled input that carries its own hint and its own error sentence.
import { html } from '../../vendor/preact.js';

export const Field = ({ id, label, hint, error, ...rest }) => html`<div><label for=${id}>${label}${hint && html`<small>${hint}</small>`}</label>
  <input id=${id} class="input" aria-invalid=${error ? 'true' : undefined} aria-describedby=${error ? id + '-bad' : undefined} ...${rest} />
  ${error && html`<p class="bad" id=${id + '-bad'} role="alert">${error}</p>`}</div>`;

/** Radio tiles: options [[value, label]]. */
export const Tiles = ({ name, label, options, value, onPick, two }) => html`<fieldset><legend class="label">${label}</legend><div
  class=${'tiles' + (two ? ' two' : '')}>
  ${options.map(([v, text]) => html`<label class=${'tile' + (value === v ? ' on' : '')}><input type="radio" name=${name}
    checked=${value === v} onChange=${() => onPick(v)} />${text}</label>`)}</div></fieldset>`;
