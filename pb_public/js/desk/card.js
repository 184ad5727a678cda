import { html, useState } from './view.js';
import { get, post } from './api.js';
import { stamp } from './clock.js';
import { useConfirm } from './confirm.js';

/** An elder's card: made, printed, ended. resident: id of the registration. */
export function ElderCard(props) {
  const [card, set] = useState(null);
  const [state, go] = useState({ busy: false, wrong: '' });
  const [sure, question] = useConfirm();
  const path = '/api/residents/' + props.resident + '/card';
  const run = call => {
    go({ busy: true, wrong: '' });
    call.then(c => { set(c); go({ busy: false, wrong: '' }); }, err => go({ busy: false, wrong: err.message }));
  };
  const wrong = state.wrong && html`<p class="note bad" role="alert">${state.wrong}</p>`;
  if (!card) return html`<p><button class="btn slim" disabled=${state.busy} onClick=${() => run(get(path))}>${state.busy ? '正在看…' : '便民卡'}</button></p>${wrong}`;
  return html`<div class="note" role="status">
    ${card.id ? html`<p><strong>便民卡</strong> ${stamp(card.given_at)} ${card.given_by}做的，用过 ${card.uses || 0} 次。</p>`
    : html`<p><strong>便民卡</strong> 还没有。老人扫卡就能说事，不用填姓名电话；凭卡看不到以前的事。</p>`}
    <div class="buttons">
      ${!card.id && html`<button class="btn primary" disabled=${state.busy} onClick=${() => run(post(path, {}))}>做一张</button>`}
      ${card.id && html`<a class="btn primary" target="_blank" rel="noopener" href=${'/print.html#card/' + card.id}>打印便民卡</a>
        <button class="btn" disabled=${state.busy} onClick=${() => sure('旧卡马上停用，换一张新的。确定吗？', '换新卡').then(yes => yes && run(post(path, { anew: true })))}>换新卡</button>
        <button class="btn danger" disabled=${state.busy} onClick=${() => sure('挂失以后，这张卡不能再用。确定吗？', '挂失').then(yes => yes && run(post(path + '/revoke', {})))}>挂失</button>`}
    </div>${wrong}${question}</div>`;
}
