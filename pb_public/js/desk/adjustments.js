import { html, useState } from './view.js';
import { list, post } from './api.js';
import { useLoad } from './load.js';
import { Failed } from './states.js';
import { stamp } from './clock.js';

/** 待定的更正: what one proposed and another decides. Nothing at all while there is none. */
export function Adjustments(props) {
  const rows = useLoad(() => list('point_adjustments', { filter: "state='proposed'", sort: 'proposed_at', perPage: 50, expand: 'account' }), []);
  if (rows.error) return html`<section class="card"><${Failed} error=${rows.error} again=${rows.again} /></section>`;
  if (!rows.data || !rows.data.items.length) return null;
  return html`<section class="card" aria-label="待定的更正"><h2>待定的更正 <span class="quiet">${rows.data.items.length} 笔，由另一个人决定</span></h2>
    <ul class="plain work-list">${rows.data.items.map(a => html`<${Row} key=${a.id} of=${a} onDone=${props.onDone} />`)}</ul></section>`;
}

function Row(props) {
  const a = props.of;
  const who = (a.expand && a.expand.account) || {};
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const send = (verb, sentence) => {
    setBusy(true);
    post('/api/points/adjustments/' + a.id + '/' + verb, { reason: reason }).then(() => props.onDone(sentence), err => { setBusy(false); setWrong(err.message); });
  };
  return html`<li class="visit"><p><strong>${who.name}</strong>　<strong class="num">${a.amount > 0 ? '+' : ''}${a.amount} 分</strong>　${a.reason}</p>
    <p class="quiet">${a.proposed_by} ${stamp(a.proposed_at)} 提出</p>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${!refusing && html`<p class="buttons"><button class="btn slim" disabled=${busy} onClick=${() => send('approve', '已同意，积分已更正。')}>同意</button><button class="btn slim" disabled=${busy} onClick=${() => setRefusing(true)}>不同意</button></p>`}
    ${refusing && html`<form class="inline-form" onSubmit=${e => { e.preventDefault(); send('refuse', '没有同意，积分没有动。'); }}>
      <label class="field"><span>为什么不同意</span><input maxlength="100" required value=${reason} onInput=${e => setReason(e.target.value)} /></label>
      <div class="buttons"><button class="btn primary" disabled=${busy}>不同意</button><button type="button" class="btn" onClick=${() => setRefusing(false)}>再想想</button></div></form>`}
  </li>`;
}
