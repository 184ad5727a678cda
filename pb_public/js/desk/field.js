import { html } from './view.js';
import { Candidates } from './suggestion.js';
import { PhotoPicker } from './photo-picker.js';
import { MatterPicker } from './matter-picker.js';
import { ReasonField } from './reason-field.js';
import { MergeChoice } from './merge-choice.js';
import { SplitParts } from './split-parts.js';
import { isoDay } from './clock.js';

const STARS = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'].map((label, i) => ({ value: String(5 - i), label: label }));

/** One field of a verb; the kinds are the server's: text, textarea, number, date, org, choice, bool, files, matter, reason, similar, parts. */
export function Field(props) {
  const f = props.field;
  const now = f.fold && props.request[f.name + '_label'];
  const label = html`<span>${f.label}${f.required ? html` <em class="must">必填</em>` : ''}${now ? html` <span class="quiet">现在：${now}</span>` : ''}</span>`;
  const typed = e => props.onPut(e.target.value);

  if (f.type === 'textarea') {
    return html`<label class="field">${label}<textarea rows="4" value=${props.value} onInput=${typed} required=${f.required} /></label>`;
  }
  if (f.type === 'bool') {
    return html`<label class="check"><input type="checkbox" checked=${!!props.value} onChange=${e => props.onPut(e.target.checked)} /><span>${f.label}</span></label>`;
  }
  if (f.type === 'files') {
    return html`<div class="field">${label}<${PhotoPicker} files=${props.value} onPut=${props.onPut} /></div>`;
  }
  if (f.type === 'org' && !(f.options && f.options.length)) {
    return html`<${Candidates} id=${props.request.id} value=${props.value} onPick=${props.onPut} label=${f.label} required=${f.required} />`;
  }
  if (f.type === 'matter') {
    return html`<${MatterPicker} label=${f.label} value=${props.value} near=${props.request.alternatives} required=${f.required} onPick=${props.onPut} />`;
  }
  if (f.type === 'reason') return html`<${ReasonField} ...${props} label=${label} />`;
  if (f.type === 'similar') return html`<${MergeChoice} ...${props} label=${f.label} />`;
  if (f.type === 'parts') return html`<${SplitParts} ...${props} />`;
  if (f.name === 'stars') return html`<${Picks} field=${f} label=${label} options=${STARS} ...${props} />`;
  if (f.type === 'choice' && f.options.length <= 5) return html`<${Picks} field=${f} label=${label} options=${f.options} ...${props} />`;
  if (f.type === 'choice' || f.type === 'org') {
    return html`<label class="field">${label}<select value=${props.value} onChange=${typed} required=${f.required}>
      <option value="">请选择</option>${f.options.map(o => html`<option key=${o.value} value=${o.value}>${o.label}</option>`)}</select></label>`;
  }
  return html`<label class="field">${label}<input type=${f.type === 'number' || f.type === 'date' ? f.type : 'text'} value=${props.value}
    min=${f.type === 'date' ? isoDay() : f.type === 'number' ? 1 : undefined} inputmode=${f.type === 'number' ? 'numeric' : undefined}
    onInput=${typed} required=${f.required} /></label>`;
}

/** A few choices as buttons: one tap instead of two. */
function Picks(props) {
  const f = props.field;
  return html`<fieldset class="field"><legend>${props.label}</legend><div class="picks">${props.options.map(o => html`<label class="pick" key=${o.value}>
    <input type="radio" name=${f.name} value=${o.value} checked=${String(props.value) === String(o.value)} required=${f.required}
      onChange=${() => props.onPut(o.value)} /><span>${o.label}</span></label>`)}</div></fieldset>`;
}
