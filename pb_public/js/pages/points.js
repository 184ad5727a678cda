// 我的积分: what she has, what ends soon, what it can be redeemed for, and the code for the counter.
import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { get, newKey, post } from '../api.js';
import { Frame, mount, useHome, when } from '../parts/frame.js';

const signed = (n) => (n > 0 ? '+' : '') + n;
const grouped = (code) => code.slice(0, 4) + ' ' + code.slice(4);
/** The last day on which a thing can be fetched: it is over at midnight. */
const lastDay = (utc) => when(new Date(Date.parse(String(utc).replace(' ', 'T')) - 1000).toISOString());

/** A button that asks once more in words before anything happens. */
function Sure({ label, ask, yes, no, look, run }) {
  const [asked, set] = useState(false), [busy, setBusy] = useState(false), [bad, say] = useState(''), lock = useRef(false);
  const go = () => {
    if (lock.current) return;
    lock.current = true;
    setBusy(true);
    run().then(() => set(false), (e) => say(e.message)).then(() => { lock.current = false; setBusy(false); });
  };
  if (!asked) return html`<button type="button" class=${look || 'btn soft'} onClick=${() => { say(''); set(true); }}>${label}</button>`;
  return html`<div class="note warn"><p role="alert">${ask}</p>${bad && html`<p class="bad" role="alert">${bad}</p>`}
    <button type="button" class="btn main" disabled=${busy} onClick=${go}>${busy ? '正在办…' : yes}</button>
    <button type="button" class="btn soft" disabled=${busy} onClick=${() => set(false)}>${no}</button></div>`;
}

const Has = ({ s }) => html`<section class="card"><h2>现在有</h2><p class="points-sum"><b>${s.balance}</b> 分</p>
  ${s.ending.map((line) => html`<p class="note warn">${line}，到期就不能用了。</p>`)}
  ${s.debt > 0 && html`<p class="note warn"><b>欠 ${s.debt} 分。</b>以前记错的积分收回时已经用掉了，下次服务得的积分先还上，还清以前不能兑换。</p>`}
  ${!s.lines.length && html`<p>还没有积分。参加志愿服务，有人确认以后就会记上。</p>`}</section>`;

const Waiting = ({ r, onCancel }) => html`<section class="card"><h2>${r.name}</h2><p>来社区时，出示这个码：</p>
  <img class="points-qr" alt=${'领取码 ' + grouped(r.code)} src=${'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(r.qr)} />
  <dl class="numbers"><div><dt>领取码</dt><dd>${grouped(r.code)}</dd></div></dl>
  <p>${lastDay(r.fetch_by)}前来领。没有来领的自动取消，积分退回。</p>
  <${Sure} label="不要了，取消" ask=${'取消以后，' + r.cost + ' 分退给您。'} yes="确定取消" no="不取消" run=${onCancel} /></section>`;

function Reward({ r, s, verified, notice, onRedeem }) {
  const short = r.cost - s.balance;
  const cannot = r.left < 1 ? '已经兑换完了' : !verified ? '核对本人以后可以兑换' : s.debt > 0 ? '还清欠分以后可以兑换' : short > 0 ? '还差 ' + short + ' 分' : '';
  return html`<li><p class="lead"><b>${r.name}</b></p>${r.text && html`<p>${r.text}</p>`}
    <p class="row meta"><span class="chip">${r.cost} 分</span>${r.left > 0 && html`<span class="chip grey">还有 ${r.left} 件</span>`}</p>
    ${[r.limit, r.source, r.council_vote].filter(Boolean).map((line) => html`<p class="small">${line}</p>`)}
    ${cannot ? html`<p><b>${cannot}</b></p>`
    : html`<${Sure} look="btn" label=${r.cost + ' 分兑换'} ask=${'用 ' + r.cost + ' 分兑换“' + r.name + '”。' + notice} yes="确定兑换" no="先不换" run=${() => onRedeem(r)} />`}</li>`;
}

const Line = ({ l }) => html`<li><p class="points-line"><span>${l.kind_label}${l.sentence && '：' + l.sentence}</span>
    <b>${l.amount || !l.owed ? signed(l.amount) + ' 分' : ''}${l.owed ? html`<span class="small">欠分 ${signed(l.owed)}</span>` : ''}</b></p>
  <p class="small">${when(l.at, true)}，余 ${l.balance} 分</p>
  ${l.expires && html`<p class="small">${l.expires.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}以前有效</p>`}</li>`;

function Points() {
  const home = useHome(), [s, setS] = useState(null), [shop, setShop] = useState(null), [e, say] = useState(null), [told, tell] = useState(''), keys = useRef({});
  const load = () => { say(null); return Promise.all([get('/api/points/mine'), get('/api/rewards')]).then((both) => { setS(both[0]); setShop(both[1]); }, say); };
  useEffect(() => { load(); }, []);
  const redeem = (r) => {
    keys.current[r.id] = keys.current[r.id] || newKey(); // the same until the server has it
    return post('/api/rewards/' + r.id + '/redeem', { client_key: keys.current[r.id] }).then(() => {
      delete keys.current[r.id];
      tell('兑换好了：“' + r.name + '”，码在下面。');
      window.scrollTo(0, 0);
      return load();
    });
  };
  const cancel = (r) => post('/api/redemptions/' + r.id + '/cancel').then(() => { tell('已经取消，' + r.cost + ' 分退给您了。'); return load(); });
  const kinds = shop ? ['priority', 'goods'].map((kind) => shop.rewards.filter((r) => r.kind === kind)).filter((list) => list.length) : [];
  const past = shop ? shop.redemptions.filter((r) => r.state !== 'waiting') : [];
  return html`<${Frame} home=${home} title="我的积分" back="/me.html">
    ${!s && !e && html`<section class="card ghost"><p role="status">正在取您的积分…</p><i></i><i></i><i></i></section>`}
    ${e && html`<section class="note warn"><p role="alert">${e.status === 401 ? '请先登录，再看积分。' : e.message}</p>
      ${e.status === 401 ? html`<a class="btn" href="/login.html">登录</a>` : html`<button type="button" class="btn soft" onClick=${load}>再试一次</button>`}</section>`}
    ${told && html`<p class="note ok" role="status"><b>${told}</b></p>`}
    ${s && shop && html`<div class="stack"><${Has} s=${s} />
      ${shop.redemptions.filter((r) => r.state === 'waiting').map((r) => html`<${Waiting} key=${r.id} r=${r} onCancel=${() => cancel(r)} />`)}
      ${!shop.verified && html`<p class="note">兑换要先核对本人：请带身份证到${shop.office.address || shop.office.name || '社区'}，或请工作人员上门，核对一次就好。</p>`}
      ${kinds.map((list) => html`<section class="card" key=${list[0].kind}><h2>${list[0].kind_label === '物品' ? '可以兑换的物品' : '可以优先参加的'}</h2>
        <ul class="offers">${list.map((r) => html`<${Reward} key=${r.id} r=${r} s=${s} verified=${shop.verified} notice=${shop.notice} onRedeem=${redeem} />`)}</ul></section>`)}
      ${!kinds.length && html`<section class="card"><p>现在没有可以兑换的。</p></section>`}
      <p class="note">${shop.notice}</p>
      ${past.length > 0 && html`<section class="card"><h2>以前兑换的</h2><ul class="offers">${past.map((r) => html`<li key=${r.id}><p><b>${r.name}</b>　${r.cost} 分</p>
        <p class="small">${r.state_label}　${when(r.ended_at, true)}${r.ended_reason ? '　' + r.ended_reason : ''}</p></li>`)}</ul></section>`}
      ${s.lines.length > 0 && html`<section class="card"><h2>每一笔</h2><ol class="offers">${s.lines.map((l, i) => html`<${Line} key=${i} l=${l} />`)}</ol>
        ${s.more && html`<p class="small">更早的，请在“我的”里点“看我的全部信息”。</p>`}</section>`}</div>`}<//>`;
}
mount(Points);
