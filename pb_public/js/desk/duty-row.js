import { html, useState } from './view.js';
import { post } from './api.js';

const REASONS = ['任期满了', '本人提出', '搬走了', '工作调动'];

/** One duty; whoever decides renews it or ends it here. */
export function DutyRow(props) {
  const d = props.duty;
  const [open, setOpen] = useState(''); // '' | 'renew' | 'end'
  const [v, set] = useState({ until_day: '', reason: '' });
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const start = what => {
    set({ until_day: d.until_day ? String(+d.until_day.slice(0, 4) + 1) + d.until_day.slice(4) : '', reason: '' });
    setWrong('');
    setOpen(what);
  };
  const submit = e => {
    e.preventDefault();
    setBusy(true);
    setWrong('');
    post('/api/duties/' + d.id + '/' + open, open === 'renew' ? { until_day: v.until_day } : { reason: v.reason })
      .then(() => { setBusy(false); setOpen(''); props.onDone(d.title + ' ' + d.name + (open === 'renew' ? '，已续任。' : '，已结束。')); }, err => { setBusy(false); setWrong(err.message); });
  };
  const lamp = d.ahead ? html` <span class="pill">还没开始</span>` : d.ending ? html` <span class="lamp yellow">${d.left > 0 ? '还有 ' + d.left + ' 天' : '今天最后一天'}</span>` : '';
  return html`<li class="duty"><p>${props.at && html`<span class="duty-at">${props.at}</span> `}<strong>${d.name}</strong> ${d.title}${props.where && d.where && d.title.indexOf(d.where) < 0 ? html` <span class="quiet">${d.where}</span>` : ''}${lamp}
      <br /><span class="quiet">${d.term}</span></p>
    <div class="buttons">${d.phone && html`<a class="btn slim call num" href=${'tel:' + d.phone}>${d.phone}</a>`}
      ${props.may && !open && html`${d.until_day && html`<button class="btn slim" aria-label=${'续任：' + d.title} onClick=${() => start('renew')}>续任</button>`}
        <button class="btn slim" aria-label=${'结束：' + d.title} onClick=${() => start('end')}>结束</button>`}</div>
    ${open && html`<form class="inline-form" onSubmit=${submit}>
      ${open === 'renew' ? html`<label class="field"><span>续到哪天（含这一天）</span><input type="date" required value=${v.until_day} onInput=${e => set({ until_day: e.target.value, reason: '' })} /></label>`
        : html`<label class="field"><span>为什么结束 <em class="must">必填</em></span><input value=${v.reason} required maxlength="100" onInput=${e => set({ until_day: '', reason: e.target.value })} /></label>
          <div class="picks">${REASONS.map(r => html`<button type="button" key=${r} class="btn slim" onClick=${() => set({ until_day: '', reason: r })}>${r}</button>`)}</div>
          <p class="quiet">马上生效：本人不再看到本楼的诉求，居民也不再看到这位楼长。</p>`}
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <div class="buttons"><button class=${'btn ' + (open === 'end' ? 'danger' : 'primary')} disabled=${busy}>${busy ? '正在办…' : open === 'renew' ? '续任' : '结束任职'}</button>
        <button type="button" class="btn" disabled=${busy} onClick=${() => setOpen('')}>先不办</button></div></form>`}
  </li>`;
}
