// 我家也是: a household more with the same trouble. She sees how many and what happened, never who.
import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { post, rest, session, signOut } from '../api.js';
import { Frame } from './frame.js';
import { Sent } from './sent.js';
import { Consent, lacking, register, Who } from './who.js';

export function MeToo({ home, item, draft, put, where, code, call, clear, done }) {
  const [known, setKnown] = useState(!!session()), [busy, setBusy] = useState(false), [bad, setBad] = useState({}), [problem, say] = useState(''), [sent, setSent] = useState(null);
  const lock = useRef(false), shown = useRef(Date.now()), me = known ? home.me || session().record : null;
  const typed = (name) => (e) => { put({ [name]: e.target.value }); setBad({}); say(''); };
  const refuse = (fields) => { setBad(fields); const el = document.getElementById(Object.keys(fields)[0]); if (el) el.focus(); };
  useEffect(() => { const el = document.getElementById('name'); if (el) el.focus(); }, [known]);
  const back = (e) => { e.preventDefault(); history.back(); };
  function submit(e) {
    e.preventDefault();
    if (lock.current || Date.now() - shown.current < 700) return; // the second of two taps lands on this very button
    const lacks = lacking(draft, {});
    if (Object.keys(lacks).length) return refuse(lacks);
    lock.current = true;
    setBusy(true);
    say('');
    register(home, draft, { poster: code, building: where.building, unit: where.unit, room: draft.room || '' })
      .then(() => post('/api/requests/join', { handle: item.handle })).then((answer) => { clear(); setSent(answer); scrollTo(0, 0); }, (err) => {
        if (err.status === 401) signOut();
        setKnown(!!session());
        refuse(err.fields || {});
        say(rest(err, ['name', 'phone', 'room']));
      }).then(() => { lock.current = false; setBusy(false); });
  }
  if (sent) return html`<${Sent} ...${{ home, sent, again: () => { done(); history.back(); } }} />`;
  const button = me ? '我家也是' : '同意，我家也是';
  return html`<${Frame} home=${home} title="我家也是" onBack=${back} bar=${html`<div class="bar do" role="region" aria-label="下一步">
      ${problem && html`<p class="bad" role="alert">${problem}</p>`}<div>${call}<button type="submit" form="metoo" class="btn main"
      disabled=${busy}>${busy ? '正在登记…' : button}</button></div></div>`}>
    <section class="card tight"><h2>${item.summary.replace(/^[^：]{2,6}类：/, '')}</h2><p>${item.sentence}</p>
      <p class="small">您家和邻居的一起办，有结果分别告诉，各评各的。邻居不会知道您是谁。</p></section>
    <form id="metoo" class="stack" onSubmit=${submit} novalidate>
      <${Who} ...${{ me, draft, typed, bad, onOther: () => { signOut(); setKnown(false); } }} />
      ${!me && html`<${Consent} button=${button} />`}</form><//>`;
}
