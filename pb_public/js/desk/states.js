import { html } from './view.js';
import { Icon } from './icons.js';

// The three things a list may have to say instead of its rows.

export function Loading(props) {
  return html`<p class="state" role="status">${props.words || '正在读取…'}</p>`;
}

export function Empty(props) {
  return html`<div class="state empty"><${Icon} name="star" /><p class="state-words">${props.words}</p>
    ${props.hint && html`<p class="quiet">${props.hint}</p>`}</div>`;
}

export function Failed(props) {
  return html`<div class="state failed" role="alert"><p>${props.error.message}</p>
    <button class="btn" onClick=${props.again}>重试</button></div>`;
}
