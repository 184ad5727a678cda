import { html, useEffect, useState } from './view.js';
import { post } from './api.js';

const PAUSE = 700; // ms after the last key: one call per sentence, not per letter

/** While writing: is it an emergency, is it known already, is it ours at all? Silence when the line is down. */
export function Hints(props) {
  const [found, set] = useState(null);
  useEffect(() => {
    const text = props.text.trim();
    if (text.length < 4) { set(null); return undefined; }
    let gone = false;
    const timer = setTimeout(() => {
      post('/api/requests/suggest', { text: text, building: props.building }).then(s => gone || set(s), () => {});
    }, PAUSE);
    return () => { gone = true; clearTimeout(timer); };
  }, [props.text, props.building]);
  if (!found) return null;
  const urgent = found.lane === 'emergency';
  return html`<div class=${'hints' + (urgent ? ' urgent' : '')} role=${urgent ? 'alert' : 'status'}>
    ${urgent && html`<p><strong>像是紧急情况。</strong>请先让对方离开危险、拨打电话，再登记：</p>
      <p class="buttons">${(found.numbers || []).slice(0, 4).map(n => html`<a class="btn danger" href=${'tel:' + n.tel}>${n.tel} ${n.name}</a>`)}</p>`}
    ${urgent && html`<p>${found.reason}</p>`}
    ${found.lane === 'sealed' && html`<p><strong>这件会保密登记：</strong>不进任何清单，只有书记能看。</p>`}
    ${!urgent && found.category_label && html`<p>${[found.category_label, found.matter_name].filter(Boolean).join(' · ')}${found.reason ? html`<span class="why">${found.reason}</span>` : ''}</p>`}
    ${found.guidance && html`<p>可以当场告诉他：${found.guidance}</p>`}
    ${found.not_ours && html`<p class="note warn">${found.not_ours}</p>`}
    ${(found.faq || []).map(f => html`<p>常问：<strong>${f.question}</strong><span class="why">${f.answer}</span></p>`)}
    ${(found.resources || []).map(x => html`<p>可以找：<strong>${x.name}</strong> ${x.phone && html`<a href=${'tel:' + x.phone}>${x.phone}</a>`}</p>`)}
    ${(found.similar || []).slice(0, 3).map(s => html`<p>附近有相似的：${s.summary}。${s.sentence}
      ${s.id && html`<a href=${'#/request/' + s.id}>打开看</a>`}</p>`)}
  </div>`;
}
