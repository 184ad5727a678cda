// 志愿服务: join, take an order on, sign in and out, see one's own hours.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { get, session } from '../api.js';
import { Frame, mount, useHome } from '../parts/frame.js';
import { Join } from '../parts/join.js';
import { MyOrder, OpenOrder, SignForm } from '../parts/orders.js';
import { MyService } from '../parts/served.js';

/** A code scanned from the organiser's screen: #sign=ORDER.CODE. */
const scanned = () => { const m = /^#sign=(\w+)\.(\w+)$/.exec(location.hash); return m && { order: m[1], code: m[2] }; };
const states = { pending: ['', '报名收到了，社区看过会告诉您。'], refused: ['warn', '社区这次没有同意。'], paused: ['warn', '您的志愿服务暂停了。'], left: ['', '您已经退出。想回来，请在下面再报名。'] };

function State({ mine }) {
  const p = mine.profile, s = states[p.state];
  if (!s) return null;
  return html`<section class=${'note ' + s[0]}><p><b>${s[1]}</b></p>${p.reason && html`<p>${p.reason}</p>`}
    ${p.state === 'pending' && !mine.verified && html`<p>同意以前要核对实名，请带身份证到社区，或等社区打电话。</p>`}</section>`;
}

function Helping() {
  const home = useHome(), [mine, set] = useState(null), [e, fail] = useState(null), [done, say] = useState(''), [edit, setEdit] = useState(false), [sign, setSign] = useState(scanned);
  const load = () => { fail(null); return get('/api/volunteers/mine').then(set, fail); };
  useEffect(() => {
    load();
    const scan = () => { if (scanned()) { setSign(scanned()); load(); } };
    addEventListener('hashchange', scan);
    return () => removeEventListener('hashchange', scan);
  }, []);
  const finish = (sentence) => { setEdit(false); setSign(null); if (location.hash) history.replaceState(null, '', location.pathname); return load().then(() => { say(sentence); scrollTo(0, 0); }); };
  const orders = mine ? mine.orders : [], taken = orders.filter((o) => o.claim && o.claim.state !== 'done' && o.claim.state !== 'absent' && o.claim.state !== 'void'), open = orders.filter((o) => !o.claim), at = sign && taken.filter((o) => o.id === sign.order)[0], p = mine && mine.profile;
  const joins = mine && (!p || p.state === 'left' || p.state === 'refused' || edit);
  return html`<${Frame} home=${home} title="志愿服务" back="/me.html">
    ${!mine && !e && html`<section class="card ghost"><p role="status">正在取点单…</p><i></i><i></i><i></i></section>`}
    ${e && html`<section class="note warn"><p role="alert">${e.status === 401 ? '先登记或登录，就能报名、接单。' : e.message}</p>
      ${e.status === 401 || !session() ? html`<a class="btn main" href="/me.html">登记、登录</a>` : html`<button type="button" class="btn soft" onClick=${load}>再试一次</button>`}</section>`}
    ${done && html`<p class="note ok" role="status"><b>${done}</b></p>`}
    ${mine && html`<div class="stack">
      ${sign && !at && html`<section class="note warn"><p role="alert">您没有接这一单。请先在下面接单，或请负责人登记。</p></section>`}
      ${at && (at.claim.state === 'claimed' || at.claim.state === 'in') && html`<section class="card"><h2>${at.title}</h2><${SignForm} key=${sign.code} order=${at} way=${at.claim.state === 'in' ? 'out' : 'in'} code=${sign.code} onDone=${finish} /></section>`}
      ${p && !done && html`<${State} mine=${mine} />`}
      ${taken.filter((o) => o !== at || o.claim.state === 'out').map((o) => html`<${MyOrder} key=${o.id} o=${o} c=${o.claim} onDone=${finish} />`)}
      ${!p && html`<section class="card"><h2>一起帮邻居</h2><p>搬东西、修灯泡、陪老人、教手机……邻居和社区有需要就发点单，您有空就接。</p><p class="small">不用装软件，不打卡，不排名，随时可以退出。</p></section>`}
      ${joins && html`<${Join} mine=${mine} onDone=${finish} onClose=${edit ? () => setEdit(false) : null} />`}
      ${p && (open.length > 0 || !taken.length) && html`<h2>可以接的单</h2>`}
      ${p && !orders.length && html`<section class="card"><p>现在没有点单。有了会在这里，过几天再来看看。</p></section>`}
      ${open.map((o) => html`<${OpenOrder} key=${o.id} o=${o} onDone=${finish} />`)}
      ${p && (p.state === 'approved' || mine.times > 0) && html`<${MyService} mine=${mine} onDone=${finish} />`}
      ${p && !joins && html`<button type="button" class="btn soft" onClick=${() => setEdit(true)}>改我的志愿者登记</button>`}</div>`}<//>`;
}
mount(Helping);
