// Whom we tell when it is done: the person this phone knows, or a name and a number.
import { html } from '../../vendor/preact.js';
import { post, session, signIn } from '../api.js';
import { Field } from './field.js';

/** Registers unless this phone knows somebody. where: poster, building, unit, room. In danger and for a call back no name is asked for. */
export function register(home, draft, where, callback, danger) {
  if (session()) return Promise.resolve();
  return post('/api/residents/register', Object.assign(where, {
    name: draft.name || (callback || danger ? '居民' : ''), phone: draft.phone || '', consent: true, consent_version: home.community.consent_version, callback: !!callback, client_key: draft.client_key,
  }), { guest: true }).then(signIn);
}

/** What is missing before that, by field. bare: in danger the words alone will do. */
export function lacking(draft, { callback, danger, bare }) {
  const lacks = {};
  if (session()) return lacks;
  if (!callback && !danger && !(draft.name || '').trim()) lacks.name = '请写您的姓，一个字就行';
  if (!bare && !(draft.phone || '').trim()) lacks.phone = '请写手机或座机号码，办好了才能告诉您';
  return lacks;
}

export function Who({ me, draft, typed, bad, callback, danger, onOther }) {
  if (me) return html`<section class="card"><p>办好后告诉：<b>${me.name} ${me.phone_masked || '（打登记的电话）'}</b></p>
    <button type="button" class="link" onClick=${onOther}>不是您？换个号码</button></section>`;
  const free = danger ? '不填也行' : undefined;
  return html`<section class="card">
    ${danger && html`<p><b>姓和电话可以不留。留了电话，社区才能打给您。</b></p>`}
    ${!callback && html`<${Field} id="name" label="您贵姓" hint=${free} value=${draft.name || ''} onInput=${typed('name')} error=${bad.name}
      autocomplete="family-name" maxlength="20" />`}
    <${Field} id="phone" label="手机或座机" hint=${free} type="tel" inputmode="tel" autocomplete="tel" maxlength="20" value=${draft.phone || ''}
      onInput=${typed('phone')} error=${bad.phone} />
    ${!callback && html`<${Field} id="room" label="几室" hint="不填也行" maxlength="20" value=${draft.room || ''} onInput=${typed('room')}
      error=${bad.room} />`}</section>`;
}

export const Consent = ({ button }) => html`<div><p class="small">点『${button}』，就是同意社区为办这件事使用您留的姓、电话和住址。只给办这件事的人用。</p><a class="link" href="/about.html">隐私与说明</a></div>`;
