// 报名做志愿者: who comes as what, what she can do and when. The same form changes it later.
import { html, useRef, useState } from '../../vendor/preact.js';
import { post, rest } from '../api.js';
import { Field, Tiles } from './field.js';

const Checks = ({ label, options, value, onPick, error }) => html`<fieldset><legend class="label">${label}</legend><div class="tiles two">
  ${options.map((o) => html`<label class=${'tile' + (value.indexOf(o.value) >= 0 ? ' on' : '')}><input type="checkbox" checked=${value.indexOf(o.value) >= 0}
    onChange=${() => onPick(value.indexOf(o.value) >= 0 ? value.filter((v) => v !== o.value) : value.concat(o.value))} />${o.label}</label>`)}</div>
  ${error && html`<p class="bad" role="alert">${error}</p>`}</fieldset>`;

const Tick = ({ on, onPick, children, error }) => html`<div><label class=${'tile' + (on ? ' on' : '')}><input type="checkbox" checked=${!!on} onChange=${() => onPick(!on)} />
  <span>${children}</span></label>${error && html`<p class="bad" role="alert">${error}</p>`}</div>`;

const names = ['name', 'kind', 'sending_org', 'skills', 'times', 'minor', 'guardian_name', 'guardian_phone', 'external_no'];

export function Join({ mine, onDone, onClose }) {
  const p = mine.profile, [v, set] = useState(() => Object.assign({ kind: 'volunteer', skills: [], times: [], shown: false }, p || {})),
    [bad, setBad] = useState({}), [problem, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false);
  const put = (change) => { set(Object.assign({}, v, change)); setBad({}); say(''); }, type = (name) => (e) => put({ [name]: e.target.value });
  function submit(e) {
    e.preventDefault();
    if (lock.current) return;
    lock.current = true;
    setBusy(true);
    post('/api/volunteers', v).then((a) => onDone(p && a.state === 'pending' && p.state !== 'left' && p.state !== 'refused' ? '改好了。社区要再看一下，同意后才能接新的单。' : p && a.state !== 'pending' ? '改好了。' : '报名收到了，社区看过会告诉您。'), (err) => {
      setBad(err.fields || {});
      say(rest(err, names));
      const first = names.filter((n) => err.fields && err.fields[n])[0], el = first && document.getElementById('join-' + first);
      if (el) el.focus();
    }).then(() => { lock.current = false; setBusy(false); });
  }
  const text = (name, label, more) => html`<${Field} id=${'join-' + name} label=${label} value=${v[name] || ''} onInput=${type(name)} error=${bad[name]} ...${more} />`;
  const kinds = mine.options.volunteer_kind.map((o) => [o.value, o.label]);
  return html`<form class="card" onSubmit=${submit} novalidate><h2>${p && p.state !== 'left' ? '改我的志愿者登记' : '报名做志愿者'}</h2>
    ${bad.name && html`<p class="bad" role="alert">${bad.name}</p>`}
    <${Tiles} name="join-kind" label="我是" options=${kinds} value=${v.kind} onPick=${(kind) => put({ kind })} />
    ${v.kind === 'party_member' && text('sending_org', '派我来的党组织', { hint: '如：某某公司党支部', maxlength: 60 })}
    <${Checks} label="什么时候有空" options=${mine.options.free_time} value=${v.times} onPick=${(times) => put({ times })} error=${bad.times} />
    <${Checks} label="会做什么（不选也行）" options=${mine.options.skill} value=${v.skills} onPick=${(skills) => put({ skills })} error=${bad.skills} />
    ${v.kind === 'volunteer' && html`<${Tick} on=${v.minor} onPick=${(minor) => put({ minor })} error=${bad.minor}>我未满 18 周岁<//>`}
    ${v.kind === 'volunteer' && v.minor && html`<div class="stack">${text('guardian_name', '监护人姓名', { maxlength: 20 })}
      ${text('guardian_phone', '监护人电话', { type: 'tel', inputmode: 'tel', maxlength: 20 })}<p class="small">社区会打电话问监护人同不同意。</p></div>`}
    ${text('external_no', '省志愿服务系统的编号', { hint: '没有不用填', maxlength: 40 })}
    <${Tick} on=${v.shown} onPick=${(shown) => put({ shown })}>愿意让被帮助的邻居看到我的姓名<//>
    ${v.kind === 'party_member' && html`<${Tick} on=${v.member_shown} onPick=${(on) => put({ member_shown: on })}>愿意让别人知道我是在职党员报到<//>`}
    <p class="small">志愿服务没有报酬。登记只用来派单、计时长，您随时可以退出。</p>
    ${problem && html`<p class="note red" role="alert">${problem}</p>`}
    <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在提交…' : p && p.state !== 'left' ? '保存' : '报名'}</button>
    ${onClose && html`<button type="button" class="btn soft" onClick=${onClose}>先不改</button>`}</form>`;
}
