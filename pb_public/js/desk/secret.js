import { html, useState } from './view.js';
import { Icon } from './icons.js';

/** A password field with an eye: what is typed on a phone wants to be looked at. box: the input's ref; hint and wrong: a sentence about it. */
export function Secret(props) {
  const [shown, show] = useState(false);
  const id = 'secret_' + props.name;
  return html`<div class="field secret"><label for=${id}>${props.label}</label>
    <div class="secret-box"><input id=${id} ref=${props.box} name=${props.name} type=${shown ? 'text' : 'password'} autocomplete=${props.autocomplete}
        autocapitalize="off" autocorrect="off" spellcheck=${false} maxlength="72" required aria-invalid=${props.wrong ? 'true' : undefined}
        aria-describedby=${props.wrong ? id + '_wrong' : props.hint ? id + '_hint' : undefined} onInput=${props.onInput} />
      <button type="button" class="eye" aria-label=${(shown ? '隐藏' : '显示') + props.label} onClick=${() => show(!shown)}><${Icon} name=${shown ? 'shut' : 'eye'} /></button></div>
    ${props.hint && !props.wrong && html`<p class="quiet" id=${id + '_hint'}>${props.hint}</p>`}
    ${props.wrong && html`<p class="secret-wrong" id=${id + '_wrong'} role="alert">${props.wrong}</p>`}
  </div>`;
}
