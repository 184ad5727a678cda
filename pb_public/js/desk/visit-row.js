import { html, useState } from './view.js';
import { post } from './api.js';
import { stamp } from './clock.js';
import { Photos } from './photos.js';

/** One visit; 转为诉求 asks only for what is missing. */
export function VisitRow(props) {
  const v = props.visit;
  const [lacks, setLacks] = useState(false);
  const [more, setMore] = useState({ name: '', phone: '' }); // only what is missing: what was said at the door is masked here
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const whole = v.kind === 'patrol' && !v.person || v.person && v.phone;
  const turn = e => {
    e.preventDefault();
    if (!whole && !lacks) { setLacks(true); return; }
    setBusy(true);
    setWrong('');
    post('/api/visits/' + v.id + '/request', whole ? {} : more).then(props.onTurned, err => { setBusy(false); setWrong(err.message); });
  };
  const request = v.expand && v.expand.request;
  const typed = name => e => setMore(Object.assign({}, more, { [name]: e.target.value }));
  return html`<li class="visit"><p><strong>${(props.words.visit_kind || {})[v.kind]}</strong> <span class="quiet num">${stamp(v.at)}</span> ${v.place_label}${v.room && ' ' + v.room}${v.person && '，' + v.person}</p>
    <p class="visit-said">${v.said || html`<span class="quiet">${v.erased_at ? '内容已按保留期或本人要求清除' : '没有写内容'}</span>`}</p>
    <${Photos} visit=${v.id} names=${v.photos} />
    <p class="quiet">${(props.words.visit_outcome || {})[v.outcome]} · ${v.by_label}</p>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${v.request ? html`<p class="buttons">${request ? html`<a class="btn slim" href=${'#/request/' + request.id}>已转诉求 <span class="num">${request.request_no}</span></a>` : '已转诉求'}</p>`
      : v.said && !lacks && html`<p class="buttons"><button class="btn slim" disabled=${busy} onClick=${turn}>${busy ? '正在转…' : '转为诉求'}</button></p>`}
    ${lacks && html`<form class="inline-form" onSubmit=${turn}><p class="quiet">还差一点：办好了要告诉人家。</p>
      <div class="cols">${!v.person && html`<label class="field"><span>姓名或称呼</span><input value=${more.name} required maxlength="20" onInput=${typed('name')} /></label>`}
        ${!v.phone && html`<label class="field"><span>手机或座机</span><input type="tel" inputmode="tel" required value=${more.phone} onInput=${typed('phone')} /></label>`}</div>
      <div class="buttons"><button class="btn primary" disabled=${busy}>${busy ? '正在转…' : '转为诉求'}</button><button type="button" class="btn" onClick=${() => setLacks(false)}>先不转</button></div></form>`}
  </li>`;
}
