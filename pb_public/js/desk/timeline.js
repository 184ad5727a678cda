import { html } from './view.js';
import { list } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed } from './states.js';
import { stamp } from './clock.js';
import { Photos } from './photos.js';

/** Whom the program reminded, and why, among what people did. Only the office gets any. */
function withReminders(events, reminders, why) {
  const said = reminders.map(r => ({ id: r.id, at: r.at, actor_label: '系统', verb_label: '提醒',
    sentence: (why[r.rung] || '提醒') + '，已告诉：' + (r.told || '没有人能通知到') }));
  return events.concat(said).sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
}

/** 流转记录: newest last, as it happened. Notes are marked 内部: residents never get them. */
export function Timeline(props) {
  const q = { filter: "request='" + props.id + "'", sort: 'at', perPage: 200, skipTotal: 1 };
  const events = useLoad(() => Promise.all([list('request_events', q), list('reminders', q)])
    .then(both => withReminders(both[0].items, both[1].items, (props.words.values || {}).rung || {})), [props.id, props.version]);
  return html`<section class="card" aria-label="流转记录"><h2>流转记录</h2>
    ${events.error && html`<${Failed} error=${events.error} again=${events.again} />`}
    ${!events.data && !events.error && html`<${Loading} words="正在读取流转记录…" />`}
    <ol class="timeline">${events.data && events.data.map(e => html`<li key=${e.id}>
      <p class="when"><span class="num">${stamp(e.at)}</span> ${e.actor_label} · ${e.verb_label || ''}</p>
      <p>${e.sentence}</p>
      ${e.note && html`<p class="inside"><span class="tag">内部</span>${e.note}</p>`}
    </li>`)}</ol>
  </section>`;
}

const COLOURS = { in_review: 'in_review', sent: 'closed', sent_back: 'pending' };

export function Replies(props) {
  const q = { filter: "request='" + props.request.id + "'", sort: 'at', perPage: 50, skipTotal: 1 };
  const replies = useLoad(() => list('replies', q), [props.request.id, props.version]);
  if (replies.error) return html`<${Failed} error=${replies.error} again=${replies.again} />`;
  if (!replies.data || !replies.data.items.length) return null;
  // The newest first, and only one is the answer: who calls must not read out an old one.
  const items = replies.data.items.slice().reverse();
  const current = items.filter(p => p.state === 'sent')[0];
  return html`<section class="card" aria-label="答复"><h2>答复</h2>
    ${items.map(p => html`<article class="org-reply" key=${p.id}>
      <p class="when"><span class="num">${stamp(p.at)}</span> ${p.by_label || p.org_name}
        <span class=${'pill ' + (p === current ? 'closed' : COLOURS[p.state] || '')}>${p.state === 'sent' && p !== current ? '先前的答复' : p.state_label}</span>
        ${p.solved_label && html`<span class="quiet">承办单位说：${p.solved_label}</span>`}</p>
      <p class="pre">${p.text}</p>
      <${Photos} request=${props.request.id} names=${p.files} label="答复照片" />
    </article>`)}
  </section>`;
}
