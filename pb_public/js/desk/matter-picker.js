import { html, useState } from './view.js';
import { useLoad } from './load.js';
import { matters, seek } from './matters.js';

const MOST = 8; // names one looks through before typing another letter

/** A matter of the catalogue: the likely ones as buttons, the others by typing a word of theirs. */
export function MatterPicker(props) {
  const found = useLoad(matters, []);
  const [words, setWords] = useState('');
  const all = found.data || [];
  const of = id => all.filter(m => m.id === id)[0];
  const near = (props.near || []).map(n => of(n.id)).filter(Boolean);
  const hits = words.trim() ? seek(all, words) : near;
  const chosen = of(props.value);
  const pick = m => { props.onPick(m.id, m); setWords(''); };
  return html`<fieldset class="field matter-picker"><legend>${props.label}${props.required ? html` <em class="must">必填</em>` : ''}</legend>
    ${chosen && html`<p class="picked"><span class="quiet">现在选的：</span><strong>${chosen.name}</strong></p>`}
    <input type="search" value=${words} placeholder="打一个词找事项，如：路灯、漏水" aria-label=${props.seekLabel || '找事项'} autocomplete="off"
      onInput=${e => setWords(e.target.value)}
      onKeyDown=${e => { if (e.key === 'Enter' && !e.ctrlKey && !e.metaKey) { e.preventDefault(); if (hits.length) pick(hits[0]); } }} />
    ${found.busy && !found.data && html`<p class="quiet" role="status">正在读取事项…</p>`}
    ${found.error && html`<p class="note bad">${found.error.message} <button type="button" class="btn slim" onClick=${found.again}>重试</button></p>`}
    ${words.trim() && found.data && !hits.length && html`<p class="quiet" role="status">没有叫这个的事项，换个词试试。</p>`}
    ${hits.length > 0 && html`<div class="picks" role="group" aria-label=${words.trim() ? '找到的事项' : '相近的事项'}>${hits.slice(0, MOST).map(m => html`<button type="button" key=${m.id}
      class=${'choice' + (m.id === props.value ? ' on' : '')} aria-pressed=${String(m.id === props.value)} onClick=${() => pick(m)}>${m.name}</button>`)}</div>`}
    ${hits.length > MOST && html`<p class="quiet">还有 ${hits.length - MOST} 个，再打一个字。</p>`}
  </fieldset>`;
}
