// 我的: what the office keeps about this person, a password, log out; or 登记成为居民.
import { html, useState, useRef } from '../../vendor/preact.js';
import { call, post, session, signIn, signOut } from '../api.js';
import { Field } from '../parts/field.js';
import { FamilyPhone } from '../parts/family-phone.js';
import { Frame, Icon, mount, useHome } from '../parts/frame.js';
import { MyDuties } from '../parts/my-duties.js';
import { OwnData } from '../parts/own-data.js';
import { Register } from '../parts/register.js';

/** A few inputs and one button that tells how it went. */
function Small({ title, fields, button, hint, save }) {
  const [v, set] = useState({}), [bad, setBad] = useState({}), [told, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false);
  const submit = (e) => {
    e.preventDefault();
    if (lock.current) return;
    lock.current = true;
    setBusy(true);
    save(v).then((sentence) => { say(sentence); setBad({}); set({}); },
      (err) => { setBad(Object.assign({ all: err.message }, err.fields)); say(''); }).then(() => { lock.current = false; setBusy(false); });
  };
  return html`<form class="card" onSubmit=${submit} novalidate><h2>${title}</h2>
    ${fields.map((f) => html`<${Field} key=${f.id} ...${f} value=${v[f.id] === undefined ? f.value || '' : v[f.id]} error=${bad[f.id]}
      onInput=${(e) => { set(Object.assign({}, v, { [f.id]: e.target.value })); setBad({}); say(''); }} />`)}
    ${hint && html`<p class="small">${hint}</p>`}${bad.all && html`<p class="bad" role="alert">${bad.all}</p>`}
      ${told && html`<p class="note ok" role="status"><b>${told}</b></p>`}
    <button type="submit" class="btn soft" disabled=${busy}>${busy ? '正在保存…' : button}</button></form>`;
}

function Known({ me, home, onErased }) {
  const [leaving, leave] = useState(false);
  const change = (v) => call('PATCH', '/api/collections/residents/records/' + me.id, v).then((record) => {
    signIn({ token: session().token, record });
    return home.load().then(() => '已经改好。');
  });
  const password = (v) => {
    if ((v.password || '').length < 6) return Promise.reject(Object.assign(new Error('没有保存。'), { fields: { password: '至少 6 位' } }));
    return post('/api/residents/password', { password: v.password }).then((auth) => { if (auth && auth.token) signIn(auth);
      return home.load().then(() => '密码设好了，换手机也能登录。'); });
  };
  return html`<div class="stack"><section class="card"><h2>${me.name}</h2><dl class="facts"><div><dt>电话</dt><dd>${me.phone_masked}</dd>
    </div><div><dt>住址</dt>
    <dd>${me.place_label || '没有填'}</dd></div>
      <div><dt>核对</dt><dd>${me.verified ? '社区已核对' : '我们会核对，不影响您反映事情'}</dd></div></dl>${home.ending && html`<p class="note warn"><b>积分快到期了：</b>${home.ending}。</p>`}<a class="btn main" href="/requests.html">我的诉求</a><a class="btn soft" href="/points.html">我的积分</a></section>
    <a class="card row" href="/helping.html"><span class="badge soft"><${Icon} is="heart" /></span><span class="grow"><b>志愿服务</b><br /><span class="small">报名、接单、我的时长和积分</span></span><${Icon} is="next" /></a>
    <${MyDuties} />
    <${Small} title="改称呼、室号" button="保存" save=${change}
      fields=${[{ id: 'name', label: '称呼', value: me.name, maxlength: 20, autocomplete: 'name' },
        { id: 'room', label: '几室', value: me.room, maxlength: 20 }]} />
    <${Small} title=${me.has_password ? '换个密码' : '设个密码'} button="保存密码" save=${password} hint="不设也能用。设了以后，换手机可以凭号码和密码登录。"
      fields=${[{ id: 'password', label: '新密码', hint: '至少 6 位', type: 'password', autocomplete: 'new-password', maxlength: 72 }]} />
    <${OwnData} me=${me} onErased=${onErased} /><${FamilyPhone} me=${me} home=${home} />
    <section class="card">${leaving ? html`<div class="note warn" role="alert"><p><b>${me.has_password ? '退出以后，要凭密码或登录码再登录。' : '您还没有设密码。退出以后要请社区给您登录码，才看得到以前的事。'}</b></p>
        <button type="button" class="btn" onClick=${() => { signOut(); location.reload(); }}>确定退出</button>
        <button type="button" class="btn soft" onClick=${() => leave(false)}>不退了</button></div>`
      : html`<button type="button" class="btn soft" onClick=${() => leave(true)}>退出登录</button>`}</section></div>`;
}

function Me() {
  const home = useHome(), me = home.me, [erased, setErased] = useState(null);
  if (erased) return html`<${Frame} home=${home} title="我的"><section class="note ok" role="status"><p><b>您的个人信息已经删除。</b></p>
    <p>这部手机也退出了登录。以后有事，随时可以再来。</p></section>
    ${erased.length > 0 && html`<section class="card"><h2>收不回来的</h2><ul class="dots">${erased.map((what) => html`<li>${what}</li>`)}</ul></section>`}
    <a class="btn" href="/">回首页</a><//>`;
  return html`<${Frame} home=${home} title="我的">
    ${!home.loaded && !home.problem && html`<p role="status">正在取您的信息…</p>`}
    ${home.problem && html`<section class="note warn"><p role="alert">${home.problem}</p><button type="button" class="btn soft"
      onClick=${home.load}>再试一次</button></section>`}
    ${home.loaded && me && html`<${Known} me=${me} home=${home} onErased=${setErased} />`}
    ${home.loaded && !me && html`<div class="stack"><section class="card"><p>以前登记过的，登录就能看到自己的事。</p><a class="btn" href="/login.html">登录</a></section>
      <${Register} c=${home.community} onDone=${home.load} /></div>`}<//>`;
}
mount(Me);
