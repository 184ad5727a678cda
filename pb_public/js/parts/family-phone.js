// One telephone, several of a family: who registered here is one tap away.
import { html, useState, useRef } from '../../vendor/preact.js';
import { call, kept, session, signIn, signOut } from '../api.js';
import { Register } from './register.js';

const others = (id) => (kept.get('hg_family') || []).filter((one) => one.record && one.record.id !== id);

/** Keeps whoever is logged in now, so that somebody else may take the phone. */
function remember() {
  const now = session();
  if (now && now.record) kept.set('hg_family', others(now.record.id).concat([now]));
}

export function FamilyPhone({ me, home }) {
  const [list, set] = useState(() => others(me.id)), [adding, add] = useState(false), [told, say] = useState(''), [busy, setBusy] = useState(''), lock = useRef(false);
  function change(to) {
    if (lock.current) return;
    lock.current = true;
    setBusy(to.record.id);
    const before = session();
    remember();
    signIn(to);
    call('POST', '/api/collections/residents/auth-refresh').then((auth) => { signIn(auth); location.href = '/'; }, (e) => {
      before ? signIn(before) : signOut();
      lock.current = false;
      setBusy('');
      if (e.status !== 401 && e.status !== 403) return say(e.message);
      kept.set('hg_family', others(to.record.id));
      set(others(me.id));
      say(to.record.name + '的登录过期了，请打电话给社区要一个登录码，再登录。');
    });
  }
  return html`<section class="card"><h2>家人合用这部手机</h2>
    ${list.length > 0 ? list.map((one) => html`<button type="button" class="btn" key=${one.record.id} disabled=${!!busy} onClick=${() => change(one)}>
      ${busy === one.record.id ? '正在换…' : '换成' + one.record.name}</button>`)
    : html`<p class="small">老伴、孩子也可以各自登记，各看各的事。</p>`}
    ${told && html`<p class="bad" role="alert">${told}</p>`}
    ${adding ? html`<p class="small">登记好以后，这部手机上两个人可以随时换。</p><${Register} c=${home.community} at="family-" onBefore=${remember} onDone=${() => { location.href = '/'; }} />
      <button type="button" class="btn soft" onClick=${() => add(false)}>先不登记</button>`
    : html`<button type="button" class="btn soft" onClick=${() => add(true)}>给家人登记</button>
      <a class="btn soft" href="/login.html" onClick=${remember}>家人登记过，去登录</a>`}</section>`;
}
