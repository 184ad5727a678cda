// 登记成为居民, for whoever wants it before there is anything to ask.
import { html, useState, useRef } from '../../vendor/preact.js';
import { newKey, post, rest, signIn } from '../api.js';
import { Field } from './field.js';
import { PlacePicker } from './place.js';

/** onBefore(): just before the phone becomes the new resident's. at: before the ids, where the page has another form. */
export function Register({ c, at, onBefore, onDone }) {
  const id = (name) => (at || '') + name;
  const [v, set] = useState({}), [bad, setBad] = useState({}), [problem, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false), key = useRef(null);
  const put = (change) => { set(Object.assign({}, v, change)); setBad({}); say(''); }, type = (name) => (e) => put({ [name]: e.target.value });
  function submit(e) {
    e.preventDefault();
    if (lock.current) return;
    const lacks = {};
    if (!v.name) lacks.name = '请写您的姓，一个字就行';
    if (!v.phone) lacks.phone = '请写手机或座机号码';
    if (!v.place || !v.place.building) lacks.place = '请选您住的小区和楼栋';
    setBad(lacks);
    if (Object.keys(lacks).length) { const el = document.getElementById(id(Object.keys(lacks)[0])); if (el) el.focus(); return; }
    lock.current = true;
    key.current = key.current || newKey(); // a second try is no second registration
    setBusy(true);
    post('/api/residents/register', { name: v.name, phone: v.phone, password: v.password || '', building: v.place.building,
      unit: v.place.unit, room: v.room || '', consent: true, consent_version: c.consent_version, client_key: key.current }, { guest: true })
      .then((auth) => { if (onBefore) onBefore(); signIn(auth); onDone(); }, (err) => { setBad(err.fields);
        say(rest(err, ['name', 'phone', 'building', 'room', 'password'])); }).then(() => { lock.current = false;
        setBusy(false); });
  }
  return html`<form class="card" onSubmit=${submit} novalidate><h2>登记成为居民</h2>
    <${Field} id=${id('name')} label="您贵姓" autocomplete="family-name" maxlength="20" value=${v.name || ''} onInput=${type('name')} error=${bad.name} />
    <${Field} id=${id('phone')} label="手机或座机" type="tel" inputmode="tel" autocomplete="tel" maxlength="20" value=${v.phone || ''}
      onInput=${type('phone')} error=${bad.phone} />
    <${PlacePicker} live onPick=${(place) => put({ place })} />
    ${(bad.place || bad.building) && html`<p class="bad" role="alert">${bad.place || bad.building}</p>`}
    <${Field} id=${id('room')} label="几室" hint="不填也行" maxlength="20" value=${v.room || ''} onInput=${type('room')} error=${bad.room} />
    <${Field} id=${id('password')} label="密码" hint="不设也行，至少 6 位" type="password" autocomplete="new-password" maxlength="72"
      value=${v.password || ''} onInput=${type('password')} error=${bad.password} />
    ${problem && html`<p class="note red" role="alert">${problem}</p>`}
    <p class="small">点『同意并登记』，就是同意社区为给您办事使用您留的姓、电话和住址。</p><a class="link" href="/about.html">隐私与说明</a>
    <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在登记…' : '同意并登记'}</button>
    <p class="small">我们会核对，不影响您反映事情。</p></form>`;
}
