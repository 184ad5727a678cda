// 书记信箱 and 作风意见: sealed from everyone they may be about. No name is needed.
import { html, useState, useRef } from '../../vendor/preact.js';
import { get, newKey, post, rest } from '../api.js';
import { Field, Tiles } from '../parts/field.js';
import { Frame, mount, useHome, when } from '../parts/frame.js';
import { Elsewhere, grouped, useReaders } from '../parts/readers.js';

const kinds = [['letter', '给书记写信'], ['conduct', '提作风意见']];
const leaders = '社区书记或主任';
const abouts = ['社区工作人员', '网格员', '业委会', '物业', leaders].map((who) => [who, who]);

function Find() {
  const [code, type] = useState(''), [letter, show] = useState(null), [problem, say] = useState('');
  const find = (e) => {
    e.preventDefault();
    show(null);
    if (!code.trim()) return say('请填查询码。');
    get('/api/letters/' + encodeURIComponent(code.replace(/\s/g, '').toUpperCase()), { guest: true }).then((one) => { show(one); say(''); },
      (err) => say(err.message));
  };
  return html`<form class="card" id="find" onSubmit=${find} novalidate><h2>看回复</h2>
    <${Field} id="code" label="查询码" autocomplete="off" autocapitalize="characters" maxlength="20" value=${code}
      onInput=${(e) => type(e.target.value)} error=${problem} />
    <button type="submit" class="btn soft">查</button>
    ${letter && html`<div class="note ok" role="status"><p><b>${letter.state_label}</b></p><p class="small">收到：${when(letter.received_at, true)}</p>
      ${letter.reply_text && html`<p class="words">${letter.reply_text}</p><p class="small">${when(letter.replied_at, true)}</p>`}</div>`}</form>`;
}

function Letter() {
  const home = useHome(), readers = useReaders(), [v, set] = useState({ kind: 'letter' }), [sent, setSent] = useState(null), [bad, setBad] = useState({}),
    [problem, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false), key = useRef(newKey());
  const put = (change) => { set(Object.assign({}, v, change)); setBad({}); say(''); }, type = (name) => (e) => put({ [name]: e.target.value });
  const conduct = v.kind === 'conduct', leader = conduct && v.about === leaders, waits = leader && !readers.upper;
  const reader = leader ? '上级联系人' : '书记';
  function submit(e) {
    e.preventDefault();
    if (lock.current) return;
    if (!(v.text || '').trim()) { setBad({ text: '请写几句' }); document.getElementById('text').focus(); return; }
    lock.current = true;
    setBusy(true);
    post('/api/letters', { client_key: key.current, kind: v.kind, about: conduct ? v.about : '', target: leader ? 'leader' : '', text: v.text, name: v.name,
      phone: v.phone, website: v.website }, { guest: true }).then((answer) => { setSent(answer); scrollTo(0, 0); },
      (err) => { setBad(err.fields); say(rest(err, ['text', 'name', 'phone'])); })
      .then(() => { lock.current = false; setBusy(false); });
  }
  if (sent) return html`<${Frame} home=${home} title="已经收到">
    <section class="card" aria-live="polite"><p>${sent.next}</p><dl class="numbers"><div><dt>查询码</dt><dd>${grouped(sent.query_code)}</dd></div></dl>
      <p class="small">请抄下来，只显示这一次。凭它在『书记信箱』里看回复。</p></section><a class="btn soft" href="/">回首页</a><//>`;
  return html`<${Frame} home=${home} title="书记信箱">
    <section class="note"><p>${readers.scope}</p><p class="small">不写姓名也可以，我们不记录是谁写的。</p></section>
    <form class="stack" onSubmit=${submit} novalidate><section class="card">
      <${Tiles} name="kind" label="您要" options=${kinds} value=${v.kind} onPick=${(kind) => put({ kind })} />
      ${conduct && html`<${Tiles} name="about" label="这封信说的是" options=${abouts} value=${v.about} onPick=${(about) => put({ about, anyway: false })} />`}
      ${!waits && html`<p class="note" role="status"><b>谁看得到：</b>${leader ? readers.upper_says : readers.secretary_says}</p>`}</section>
      ${waits && html`<${Elsewhere} says=${readers.upper_says} open=${v.anyway} onWrite=${() => put({ anyway: true })} />`}
      ${(!waits || v.anyway) && html`<section class="card">
        <div><label for="text">想说的话</label><textarea id="text" class="input" maxlength="4000" aria-invalid=${bad.text ? 'true' : undefined}
          aria-describedby=${bad.text ? 'text-bad' : undefined} value=${v.text || ''} onInput=${type('text')}></textarea>
          ${bad.text && html`<p class="bad" id="text-bad" role="alert">${bad.text}</p>`}</div>
        <${Field} id="name" label="怎么称呼您" hint="不填也行" maxlength="20" autocomplete="off" value=${v.name || ''} onInput=${type('name')}
          error=${bad.name} />
        <${Field} id="phone" label="电话" hint=${'想让' + reader + '回电话就填'} type="tel" inputmode="tel" maxlength="20" autocomplete="off" value=${v.phone || ''}
          onInput=${type('phone')} error=${bad.phone} />
        <input class="sr" name="website" tabindex="-1" aria-hidden="true" autocomplete="off" value=${v.website || ''} onInput=${type('website')} />
        ${problem && html`<p class="note red" role="alert">${problem}</p>`}
        <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在寄出…' : waits ? '锁起来寄存' : '寄给' + reader}</button></section>`}</form>
    <${Find} /><//>`;
}
mount(Letter);
