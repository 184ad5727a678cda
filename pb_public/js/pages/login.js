// 登录: phone and password, or the six digits the office reads out.
import { html, useState, useRef } from '../../vendor/preact.js';
import { post, rest, signIn } from '../api.js';
import { Field, Tiles } from '../parts/field.js';
import { Frame, mount, useHome } from '../parts/frame.js';

function Login() {
  const home = useHome(), [way, go] = useState('password'), [v, set] = useState({}), [people, setPeople] = useState(null),
    [bad, setBad] = useState({}), [problem, say] = useState(''), [busy, setBusy] = useState(false);
  const lock = useRef(false), type = (name) => (e) => { set(Object.assign({}, v, { [name]: e.target.value })); setBad({}); say(''); };
  function submit(e) {
    e.preventDefault();
    if (lock.current) return;
    const lacks = {};
    if (!v.phone) lacks.phone = '请写登记时留的号码';
    if (!v[way]) lacks[way] = way === 'code' ? '请写社区告诉您的 6 位登录码' : '请写密码';
    if (people && !v.resident) { say('请选您是哪一位。'); return; }
    setBad(lacks);
    if (Object.keys(lacks).length) { document.getElementById(Object.keys(lacks)[0]).focus(); return; }
    lock.current = true;
    setBusy(true);
    const body = { phone: v.phone, [way]: v[way] };
    if (v.resident) body.resident = v.resident;
    post('/api/residents/login', body, { guest: true }).then((auth) => { signIn(auth); location.replace('/requests.html'); }, (err) => {
      if (err.status === 409 && err.data.residents) { // no mistake of hers: a question more
        setPeople(err.data.residents);
        return setTimeout(() => document.getElementsByName('who')[0].focus(), 50);
      }
      setBad(err.fields);
      say(rest(err, ['phone', way]));
    }).then(() => { lock.current = false; setBusy(false); });
  }
  return html`<${Frame} home=${home} title="登录"><form class="stack" onSubmit=${submit} novalidate>
    <section class="card"><${Field} id="phone" label="手机或座机" type="tel" inputmode="tel" autocomplete="tel" maxlength="20"
      value=${v.phone || ''} onInput=${type('phone')} error=${bad.phone} />
      <${Tiles} name="way" label="用什么登录" two options=${[['password', '密码'], ['code', '登录码']]} value=${way}
        onPick=${(w) => { go(w); setBad({}); say(''); }} />
      ${way === 'password' ? html`<${Field} key="p" id="password" label="密码" type="password" autocomplete="current-password" maxlength="72"
        value=${v.password || ''} onInput=${type('password')} error=${bad.password} /><p class="small">没设过密码？请选『登录码』。</p>`
      : html`<${Field} key="c" id="code" label="登录码" hint="6 位数字" inputmode="numeric" autocomplete="one-time-code" maxlength="6"
        value=${v.code || ''} onInput=${type('code')} error=${bad.code} />
        <p class="small">请打电话给社区，核对以后会告诉您登录码。10 分钟内有效，用一次。</p>`}
      ${people && html`<${Tiles} name="who" label="这个号码有几位家人，您是哪一位" options=${people.map((p) => [p.id, p.name])} value=${v.resident}
        onPick=${(id) => { set(Object.assign({}, v, { resident: id })); say(''); }} />`}
      ${problem && html`<p class="note red" role="alert">${problem}</p>`}
      <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在登录…' : '登录'}</button></section></form>
    <section class="card"><p>只想看一件事？</p><a class="btn soft" href="/track.html">凭编号查进度</a></section>
    <p class="small">没有登记过的，不用登录，直接<a class="link" href="/ask.html">我要求助</a>。</p><//>`;
}
mount(Login);
