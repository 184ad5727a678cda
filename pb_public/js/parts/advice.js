// What helps before sending: where to turn, what the office answered before, what neighbours reported already.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { post } from '../api.js';
import { Answer, Resource } from './answer.js';

const pause = 600; // ms after the last key: one call for a thought, not for a letter
let last = 0, asked = '';

/** Asks once for the same words and place. An answer that comes after a newer question is dropped; without a line there is none. */
export function advise(text, where, tell) {
  const words = text.trim(), key = words + JSON.stringify(where);
  if (key === asked) return;
  asked = key;
  const mine = ++last;
  if (words.length < 2) { tell(null); return; }
  post('/api/requests/suggest', Object.assign({ text: words }, where)).then((a) => { if (mine === last) tell(a); }, () => {
    if (mine !== last) return;
    asked = '';
    tell((old) => (old && old.lane === 'emergency' ? old : null)); // whom to call stays, what may be outdated goes
  });
}

/** turn(Page, props) opens a page of its own over the form. */
export function Advice({ text, where, a, onAdvice, turn }) {
  const [problem, say] = useState('');
  useEffect(() => {
    const t = setTimeout(() => advise(text, where, onAdvice), pause);
    return () => clearTimeout(t);
  }, [text, where.building, where.unit, where.estate]);
  if (!a || a.lane === 'emergency') return null;
  const open = (file, name, props) => import('./' + file + '.js').then((m) => { say(''); turn(m[name], props); },
    () => say('手机网络不好，请再点一次。'));
  const near = a.similar || [];
  return html`<div class="stack" aria-live="polite">
    ${near.length > 0 && html`<section class="card"><h2>邻居也反映过</h2>
      ${near.map((s) => html`<div class="tight"><p>${s.summary.replace(/^[^：]{2,6}类：/, '')}</p><p><b>${s.sentence}</b></p>
        ${s.joinable && html`<button type="button" class="btn" onClick=${() => open('metoo', 'MeToo', { item: s })}>我家也是</button>`}
        ${s.own && s.id && html`<a class="link" href=${'/request.html#' + s.id}>看办理进度</a>`}</div>`)}
      <p class="small">点『我家也是』，一起办，有结果也告诉您。情况不一样的，接着写就行。</p></section>`}
    ${(a.guidance || a.not_ours) && html`<div class="note warn"><p>${a.guidance}</p>${a.not_ours && html`<p>${a.not_ours}</p>`}</div>`}
    ${(a.faq || []).map((f) => html`<${Answer} key=${f.id} f=${f}><button type="button" class="btn soft"
      onClick=${() => open('answered', 'Answered', { f })}>这就是我要问的</button><//>`)}
    ${(a.resources || []).map((r) => html`<${Resource} key=${r.id} r=${r} />`)}
    ${problem && html`<p class="bad" role="alert">${problem}</p>`}</div>`;
}
