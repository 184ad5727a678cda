import { html, useState } from './view.js';
import { get, post } from './api.js';
import { stamp } from './clock.js';
import { newKey } from '../api.js';

/** Whoever stands at the counter, by her whole number: what she has, redeem for her, propose a correction. */
export function PersonPoints(props) {
  const [phone, setPhone] = useState('');
  const [found, setFound] = useState(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const seek = e => {
    if (e) e.preventDefault();
    setBusy(true);
    setWrong('');
    post('/api/points/find', { phone: phone }).then(a => { setFound(a.items); setBusy(false); }, err => { setFound(null); setWrong(err.message); setBusy(false); });
  };
  const done = sentence => { setFound(null); setPhone(''); props.onDone(sentence); };
  return html`<section class="card" aria-label="查积分"><h2>查积分、代兑换、更正</h2>
    <form onSubmit=${seek}><label class="field half"><span>居民报的电话，整个号码</span><input type="tel" inputmode="tel" autocomplete="off" required value=${phone} onInput=${e => setPhone(e.target.value)} /></label>
      <div class="buttons"><button class="btn" disabled=${busy}>${busy ? '正在查…' : '查积分'}</button></div></form>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${found && !found.length && html`<p class="quiet">没有这个号码的登记。</p>`}
    ${found && found.map(p => html`<${Person} key=${p.id} person=${p} onDone=${done} />`)}
  </section>`;
}

function Person(props) {
  const p = props.person;
  const s = p.standing;
  const [doing, setDoing] = useState('');
  return html`<div class="redeem-person"><p><strong>${p.name}</strong>　<span class="quiet">${p.phone_masked}</span>　有 <strong class="num">${s.balance}</strong> 分${s.debt > 0 && html`，<strong>欠 ${s.debt} 分</strong>`}</p>
    ${s.ending.length > 0 && html`<p class="note warn">请告诉她：${s.ending.join('，')}，到期就不能用了。</p>`}
    ${s.lines.length > 0 && html`<details><summary>最近的 ${Math.min(s.lines.length, 10)} 笔</summary><ul class="plain">${s.lines.slice(0, 10).map((l, i) => html`<li key=${i}><span class="quiet num">${stamp(l.at)}</span>　${l.kind_label} ${l.amount > 0 ? '+' : ''}${l.amount} 分　${l.sentence}</li>`)}</ul></details>`}
    ${!doing && html`<p class="buttons"><button class="btn slim" disabled=${!p.verified || s.debt > 0} onClick=${() => setDoing('redeem')}>代她兑换</button><button class="btn slim" onClick=${() => setDoing('adjust')}>积分记错了，提出更正</button></p>`}
    ${!p.verified && html`<p class="quiet">还没有核对本人，核对以后才能兑换。</p>`}
    ${doing === 'redeem' && html`<${ForHer} person=${p} onDone=${props.onDone} onClose=${() => setDoing('')} />`}
    ${doing === 'adjust' && html`<${Correct} person=${p} onDone=${props.onDone} onClose=${() => setDoing('')} />`}
  </div>`;
}

function ForHer(props) {
  const [offers, setOffers] = useState(null);
  const [picked, setPicked] = useState('');
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey);
  if (!offers && !busy && !wrong) { setBusy(true); get('/api/rewards').then(a => { setOffers(a.rewards); setBusy(false); }, err => { setWrong(err.message); setBusy(false); }); }
  const can = (offers || []).filter(r => r.left > 0 && r.cost <= props.person.standing.balance);
  const send = e => {
    e.preventDefault();
    setBusy(true);
    post('/api/rewards/' + picked + '/redeem', { resident: props.person.id, client_key: key }).then(r => props.onDone('已代' + props.person.name + '兑换“' + r.name + '”，领取码 ' + r.code + '。东西现在就给的，请在下面“等人来领”里点交付。'),
      err => { setWrong(err.message); setBusy(false); });
  };
  return html`<form class="inline-form" onSubmit=${send}>
    ${offers && !can.length ? html`<p class="quiet">她的积分现在没有可以换的。</p>`
      : html`<label class="field"><span>换什么</span><select required value=${picked} onChange=${e => setPicked(e.target.value)}><option value="">请选择</option>${can.map(r => html`<option key=${r.id} value=${r.id}>${r.name}，${r.cost} 分，还有 ${r.left} 件</option>`)}</select></label>`}
    <p class="quiet">请告诉她：积分是感谢，不是钱，不能兑现、转让、买卖。</p>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    <div class="buttons"><button class="btn primary" disabled=${busy || !picked}>代她兑换</button><button type="button" class="btn" onClick=${props.onClose}>先不办</button></div></form>`;
}

function Correct(props) {
  const [v, set] = useState({ amount: '', reason: '' });
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const typed = name => e => set(Object.assign({}, v, { [name]: e.target.value }));
  const send = e => {
    e.preventDefault();
    setBusy(true);
    post('/api/points/adjustments', { resident: props.person.id, amount: Number(v.amount) || 0, reason: v.reason }).then(() => props.onDone('已提出，请另一位同事同意。'), err => { setWrong(err.message); setBusy(false); });
  };
  return html`<form class="inline-form" onSubmit=${send}><div class="cols">
      <label class="field"><span>加几分；减分写负数，如 -2</span><input class="num" inputmode="text" required value=${v.amount} onInput=${typed('amount')} /></label>
      <label class="field"><span>为什么，本人看得到</span><input maxlength="100" required value=${v.reason} onInput=${typed('reason')} placeholder="如：11月3日的服务漏记了" /></label></div>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    <div class="buttons"><button class="btn primary" disabled=${busy}>提出更正</button><button type="button" class="btn" onClick=${props.onClose}>先不办</button></div></form>`;
}
