import { html, useState } from './view.js';
import { post } from './api.js';
import { day, stamp } from './clock.js';

/** One thing that waits: handed over by the last four digits of a number where somebody has no telephone with her, or cancelled. */
export function RedeemRow(props) {
  const r = props.redemption;
  const [doing, setDoing] = useState('');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const begin = what => { setDoing(what); setText(''); setWrong(''); };
  const send = e => {
    e.preventDefault();
    setBusy(true);
    const hand = doing === 'hand';
    post('/api/redemptions/' + r.id + (hand ? '/hand_over' : '/cancel'), hand ? { last4: text } : { reason: text })
      .then(() => props.onDone(hand ? '“' + r.name + '”已交给' + r.who + '。' : '“' + r.name + '”已取消，' + r.cost + ' 分退给' + r.who + '。'), err => { setBusy(false); setWrong(err.message); });
  };
  return html`<li class="visit"><p><strong>${r.name}</strong>　${r.who}　<span class="quiet">${r.phone_masked}</span></p>
    <p class="quiet">${stamp(r.at)} 兑换，${r.cost} 分；${day(new Date(Date.parse(r.fetch_by.replace(' ', 'T')) - 1000).toISOString())}前来领</p>
    ${!doing && html`<p class="buttons"><button class="btn slim" onClick=${() => begin('hand')}>没带手机，凭尾号交付</button><button class="btn slim" onClick=${() => begin('cancel')}>取消兑换</button></p>`}
    ${doing && html`<form class="inline-form" onSubmit=${send}>
      ${doing === 'hand' ? html`<label class="field"><span>请本人说登记电话的后 4 位</span><input class="num" inputmode="numeric" maxlength="4" required value=${text} onInput=${e => setText(e.target.value)} /></label>`
      : html`<label class="field"><span>为什么取消，本人看得到</span><input maxlength="50" required value=${text} onInput=${e => setText(e.target.value)} placeholder="如：本人打电话说不要了" /></label>`}
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <div class="buttons"><button class="btn primary" disabled=${busy}>${doing === 'hand' ? '已交给本人' : '取消兑换，退回积分'}</button><button type="button" class="btn" onClick=${() => begin('')}>先不办</button></div></form>`}
  </li>`;
}
