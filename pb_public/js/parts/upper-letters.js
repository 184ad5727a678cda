// What came for the upper contact: numbers and dates; a text only with her key, which this page forgets when it is closed.
import { html, useState, useRef } from '../../vendor/preact.js';
import { when } from './frame.js';

const Person = ({ r }) => {
  const who = [r.person, r.phone].filter(Boolean).join('　');
  return html`<dl class="facts"><div><dt>来信人</dt><dd>${who || '没有留姓名'}</dd></div>
    ${r.place_label && html`<div><dt>地点</dt><dd>${r.place_label}</dd></div>`}
    ${r.reason && html`<div><dt>为何保密</dt><dd>${r.reason}</dd></div>`}</dl>`;
};

function Opened({ r, answer }) {
  const [text, type] = useState(r.reply_text || ''), [problem, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false);
  const send = (e) => {
    e.preventDefault();
    if (lock.current) return;
    if (!text.trim()) { say('请写下答复'); return; }
    lock.current = true;
    setBusy(true);
    answer(text).then(() => say(''), (err) => say(err.message)).then(() => { lock.current = false; setBusy(false); });
  };
  return html`<div class="stack"><p class="note small" role="status">这次打开已经记下时间，没有记内容。</p><p class="words">${r.text}</p><${Person} r=${r} />
    ${r.photos.map((src, i) => html`<figure class="whole" key=${i}><img src=${src} alt=${'来信附的照片 ' + (i + 1)} /></figure>`)}
    ${r.papers.map((p) => html`<p key=${p.name}><a class="link" href=${p.href} download=${p.name}>存下${p.name}</a></p>`)}
    ${r.earlier && html`<details><summary class="link">转入以前的经过</summary><p class="words small">${r.earlier}</p></details>`}
    <form class="tight" onSubmit=${send} novalidate><label for=${'answer-' + r.id}>答复<small>来信人凭查询码看到，社区看不到</small></label>
      <textarea id=${'answer-' + r.id} class="input" maxlength="5000" value=${text} onInput=${(e) => { type(e.target.value); say(''); }}></textarea>
      ${problem && html`<p class="bad" role="alert">${problem}</p>`}
      <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在答复…' : r.reply_text ? '改答复' : '答复'}</button></form></div>`;
}

/** a: the page's content; act(body) → Promise; onChange(a) with the content anew. */
export default function Letters({ a, act, onChange }) {
  const [key, setKey] = useState(''), [open, show] = useState({}), [problem, say] = useState({}), [busy, setBusy] = useState(''), lock = useRef(false);
  const look = (r) => {
    if (lock.current) return;
    if (!key.trim()) { say({ key: '请先填写密钥' }); document.getElementById('key').focus(); return; }
    lock.current = true;
    setBusy(r.id);
    act({ action: 'open', report: r.id, key }).then((one) => {
      say({});
      show(Object.assign({}, open, { [r.id]: one }));
      onChange(Object.assign({}, a, { reports: a.reports.map((x) => (x.id === r.id ? Object.assign({}, x, { state: one.state, state_label: one.state_label }) : x)) }));
    }, (err) => say(err.fields.key ? { key: err.message, [r.id]: err.message } : { [r.id]: err.message }))
      .then(() => { lock.current = false; setBusy(''); });
  };
  const answer = (r) => (text) => act({ action: 'answer', report: r.id, key, text }).then((fresh) => {
    show(Object.assign({}, open, { [r.id]: Object.assign({}, open[r.id], { reply_text: text }) }));
    onChange(fresh);
  });
  return html`<section class="card"><h2>${a.unit} ${a.name}</h2><p>这里是说到${a.community.name}书记、主任的来信，只有您手里的密钥打得开。</p>
      <label for="key">密钥<small>照密钥纸输入，或扫码后粘贴；空格、大小写没关系</small></label>
      <textarea id="key" class="input keybox" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="300" aria-invalid=${problem.key ? 'true' : undefined}
        aria-describedby=${problem.key ? 'key-bad' : undefined} value=${key} onInput=${(e) => { setKey(e.target.value); say({}); }}></textarea>
      ${problem.key && html`<p class="bad" id="key-bad" role="alert">${problem.key}</p>`}
      <p class="small">密钥只在这一页里用，关掉就忘了，不会存下来。</p></section>
    ${!a.reports.length && html`<section class="card"><p>现在没有来信。</p></section>`}
    ${a.reports.map((r) => html`<section class="card" key=${r.id}><p class="row meta"><span class=${'chip ' + (r.state === 'replied' ? 'ok' : r.state === 'read' ? 'grey' : 'warn')}>
      ${r.state_label}</span><span class="small">${r.kind_label}　${when(r.received_at, true)}</span></p><p class="small">编号 ${r.no}</p>
      ${r.paper && html`<p class="note warn">这封信要用 ${r.paper} 的密钥纸才打得开。</p>`}
      ${open[r.id] ? html`<${Opened} key=${'open' + r.id} r=${open[r.id]} answer=${answer(r)} />`
        : html`<button type="button" class="btn soft" disabled=${busy === r.id} onClick=${() => look(r)}>${busy === r.id ? '正在打开…' : '打开这封'}</button>`}
      ${problem[r.id] && html`<p class="bad" role="alert">${problem[r.id]}</p>`}</section>`)}`;
}
