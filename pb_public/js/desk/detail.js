import { html, useEffect, useState } from './view.js';
import { one } from './api.js';
import { useLoad, go } from './load.js';
import { Loading, Failed } from './states.js';
import { Icon } from './icons.js';
import { Homes, Lamp, Pill } from './row.js';
import { Photos } from './photos.js';
import { Contact } from './contact.js';
import { Emergency } from './emergency.js';
import { Suggestion } from './suggestion.js';
import { dispatchable } from './adopt.js';
import { CaseForm } from './case.js';
import { Dock } from './dock.js';
import { Likewise } from './likewise.js';
import { Family } from './family.js';
import { Aid } from './aid.js';
import { LinkText } from './link-text.js';
import { Tell } from './tell.js';
import { Referral } from './referral.js';
import { Result } from './result.js';
import { company, usePresence } from './presence.js';
import { Timeline, Replies } from './timeline.js';
import { isContact, isOffice } from './queues.js';
import { stamp } from './clock.js';

/** One request, everything the viewer may see and do. */
export function Detail(props) {
  const request = useLoad(() => one('requests', props.id), [props.id]);
  const [version, setVersion] = useState(0);
  const [done, setDone] = useState(null);
  const [wanted, want] = useState('');
  const [writing, setWriting] = useState(false);
  const [moved, setMoved] = useState('');
  const r = request.data;
  const sealed = !!done && done.verb === 'seal'; // it is nobody's at the desk any more
  const beside = usePresence(sealed ? null : r, writing, props.pulse);
  // What a colleague did shows by itself, but never under the hands of somebody who writes.
  useEffect(() => {
    if (!beside.news) return;
    setMoved(beside.news);
    if (!writing) reload();
  }, [beside.news]);
  // What this desk did last is past: the link it offered may belong to somebody else by now.
  const reload = () => { setDone(null); request.again(); setVersion(v => v + 1); };

  const back = html`<button class="back" onClick=${() => go(props.back)}><${Icon} name="back" /> 返回清单</button>`;
  if (sealed) return html`<div class="detail">${back}<${Sealed} answer=${done.answer} next=${props.next} /></div>`;
  if (request.error && (!r || request.error.status === 404)) {
    const gone = request.error.status === 404;
    return html`<div class="detail">${back}<h1 class="sr">诉求</h1><${Failed} again=${request.again}
      error=${gone ? { message: '这件诉求不在了，或者不归您看。' } : request.error} /></div>`;
  }
  if (!r) return html`<div class="detail">${back}<${Loading} words="正在读取这件诉求…" /></div>`;

  const applied = (fresh, verb) => {
    if (verb === 'seal') {
      setDone({ verb: verb, answer: fresh });
      if (props.onChanged) props.onChanged();
      return;
    }
    // A verb answers the record; what it no longer lets this person see is read again and says so.
    setMoved('');
    if (fresh && fresh.id) request.put(fresh);
    else request.again();
    setVersion(version + 1);
    setDone({ verb: verb, sentence: said(fresh || r, verb) });
    if (props.onChanged) props.onChanged();
    if (props.recount) props.recount();
  };
  const suggests = !isContact(props.me) && (r.status === 'pending' || r.status === 'accepted');
  const adopts = suggests && dispatchable(r) && !r.urgent; // first the danger, then who repairs it
  const lead = props.me.role === 'clerk' || props.me.role === 'steward';
  const sent = done && ['dispatch', 'transfer', 'urge'].indexOf(done.verb) >= 0;
  const linked = lead && r.handler_org !== props.me.org && (r.status === 'dispatched' || r.status === 'in_progress');

  // Whoever calls a resident needs the answer first, then the telephone; otherwise the request comes first.
  const untold = r.status === 'replied' && !r.told && !isContact(props.me);
  const callFirst = r.urgent || !r.text && !(r.photos || []).length;
  const contact = !r.shielded && html`<${Contact} request=${r} office=${isOffice(props.me)} />`;
  const answer = html`<${Replies} request=${r} version=${version} />`;

  return html`<div class="detail">${back}
    <header class="detail-head">
      <p class="detail-no"><span class="num">${r.request_no}</span> <${Pill} request=${r} /> <${Lamp} request=${r} full /> <${Homes} request=${r} /></p>
      <h1>${r.lane === 'emergency' && html`<strong class="urgent-words">紧急</strong> `}${r.summary || r.text || '（只有照片）'}</h1>
    </header>
    ${done && html`<div class="note ok done-line" role="status"><p>${done.sentence}</p>
      ${props.next && html`<button class="btn slim" onClick=${props.next}>下一件</button>`}</div>`}
    ${moved && html`<div class="note warn" role="status"><p>${moved}${beside.news && writing ? '。您接着写，写好了先看最新的再提交。' : '，这里已经是最新的。'}</p>
      ${beside.news && writing && html`<button class="btn slim" onClick=${reload}>看最新的</button>`}</div>`}
    ${beside.others.length > 0 && html`<p class="note beside" role="status">${company(beside.others)}</p>`}
    ${r.raise_suggested && html`<p class="note warn"><strong>已有 ${r.households} 户反映同一件事，涉及多户，建议上报。</strong>同意的，点“其他办法”里的“上报（提高层面）”，写明社区已做的协调；不同意就照常办。</p>`}
    ${done && done.verb === 'correct' && html`<${Likewise} key=${version} request=${r} onDone=${() => { if (props.onChanged) props.onChanged(); }} />`}
    ${sent && lead && html`<${LinkText} key=${version} id=${r.id} for=${done.verb === 'urge' ? 'urge' : 'dispatch'} open />`}
    ${untold && html`${answer}<${Tell} request=${r} onDone=${applied} onReload=${reload} />`}
    ${r.lane === 'emergency' && !isContact(props.me) && html`<${Emergency} request=${r} version=${version} />`}
    ${callFirst && contact}
    <section class="card" aria-label="内容">
      <p class="pre body-text">${r.text || (r.photos && r.photos.length ? '（没有写字，见照片）' : '请给这位居民回电话，问清是什么事。')}</p>
      <${Photos} request=${r.id} names=${r.photos} />
      <dl class="about pairs">
        <div><dt>地点</dt><dd>${r.place_label || '没有写地点'}${r.room ? ' ' + r.room : ''}</dd></div>
        <div><dt>来源</dt><dd>${[r.kind_label, r.channel_label, r.lane_label].filter(Boolean).join(' · ')}</dd></div>
        ${r.on_behalf_relation && html`<div><dt>替谁反映</dt><dd>${r.on_behalf_relation}</dd></div>`}
        <div><dt>收到</dt><dd>${stamp(r.received_at)}</dd></div>
        ${!suggests && html`<div><dt>类型</dt><dd>${[r.category_label, r.tier_label, r.matter_name].filter(Boolean).join(' · ') || '—'}</dd></div>`}
        ${r.handler_name && html`<div><dt>承办</dt><dd>${r.handler_name}</dd></div>`}
        ${r.due_at && !suggests && html`<div class="whole"><dt>应办结</dt><dd>${stamp(r.due_at)}${r.due_reason && html`<span class="why">${r.due_reason}</span>`}</dd></div>`}
        ${r.external_no && html`<div><dt>上级编号</dt><dd>${[r.source_system, r.external_no].filter(Boolean).join(' ')}${r.external_due ? '，上级要求 ' + stamp(r.external_due) + ' 前' : ''}</dd></div>`}
        ${r.review_at && html`<div><dt>复查日</dt><dd>${stamp(r.review_at)}</dd></div>`}
      </dl>
    </section>
    ${suggests && !r.urgent && html`<${Suggestion} request=${r} onDone=${applied} onCorrect=${() => want('correct')} />`}
    <${Family} request=${r} version=${version} />
    ${!isContact(props.me) && html`<${Aid} request=${r} version=${version} />`}
    ${!untold && answer}
    ${!callFirst && contact}
    ${linked && !sent && html`<${LinkText} id=${r.id} for="urge" />`}
    ${r.tier === 'complex' && lead && html`<${Referral} request=${r} version=${version} words=${props.words} onDone=${() => applied(null, 'paper')} />`}
    ${lead && r.reply_text && !r.shielded && html`<${Result} key=${r.id + '-' + version} id=${r.id} />`}
    ${lead && (r.status === 'replied' || r.status === 'closed') && r.reply_text && html`<${CaseForm} key=${r.id} id=${r.id} />`}
    <${Timeline} id=${r.id} version=${version} words=${props.words} />
    <p class="buttons prints">
      <a class="btn slim" href=${'/print.html#receipt/' + r.id}>打印回执</a>
      ${r.tier === 'department' && r.handler_org && lead && html`<a class="btn slim" href=${'/print.html#letter/' + r.id}>打印转办函</a>`}
      ${linked && html`<a class="btn slim" href=${'/print.html#supervision/' + r.id}>打印督办单</a>`}
      ${lead && r.status === 'in_progress' && r.signed_at && !r.shielded && html`<a class="btn slim" href=${'/print.html#contact/' + r.id}>打印联系单</a>`}
    </p>
    <${Dock} key=${r.id} request=${r} onWriting=${setWriting} adopts=${adopts} onDone=${applied} onReload=${reload} wanted=${wanted} onWanted=${want}
      hide=${adopts ? ['accept', 'dispatch'] : untold ? ['tell'] : []} />
  </div>`;
}

/** A request that was just sealed: nothing of it is left here but its number, and what could not be taken back. */
function Sealed(props) {
  const a = props.answer;
  return html`<h1>${a.request_no} 已转入保密</h1>
    <div class="note ok" role="status"><p>${a.sentence}。</p><p>以前的备份里还有这件的内容。</p></div>
    ${a.notes.length > 0 && html`<section class="card" aria-label="收不回来的"><h2>收不回来的</h2><ul class="plain">${a.notes.map(n => html`<li key=${n}>${n}</li>`)}</ul>
      <p class="quiet">请书记决定要不要打电话向对方说明。</p></section>`}
    ${props.next && html`<p class="buttons"><button class="btn" onClick=${props.next}>下一件</button></p>`}`;
}

/** What just happened, for the eye and the screen reader. */
function said(r, verb) {
  if (verb === 'dispatch' || verb === 'transfer') return '已派给 ' + (r.handler_name || '承办单位') + (r.due_at ? '，应在 ' + stamp(r.due_at) + ' 前办结。' : '。');
  if (verb === 'take') return '您接手了，同事看得到。处置完请点“紧急已处置”。';
  if (verb === 'handle') return '已记下。紧急处置完了，后面的事按平常期限办。';
  if (verb === 'urge') return '已记下催办，请把下面的文字发给承办单位。';
  if (verb === 'paper') return '纸质意见已登记。';
  if (verb === 'correct') return '已改归“' + (r.matter_name || '其他') + '”，以后相近的话也这样建议。改错了可以“撤销改判”。';
  if (verb === 'uncorrect') return '已撤销改判，仍归“' + (r.matter_name || '其他') + '”。';
  if (verb === 'merge') return r.status === 'merged' ? '已并案，有结果会一起告诉这一户。并错了可以“取消并案”。' : '已并到这件里，都会收到同一个答复。';
  if (verb === 'unmerge') return '已取消并案，这件单独办理，请派单。';
  if (verb === 'split') return r.parts ? '已拆成 ' + r.parts + ' 件，请在下面逐件派单。' : '办好了，其余的照常办理。';
  if (verb === 'tell') return '已记下：答复已告知居民。';
  return '办好了，现在是“' + (r.status_label || '') + '”。';
}
