import { html, useEffect, useState } from './view.js';
import { get, list, post } from './api.js';
import { go, useLoad } from './load.js';
import { Loading, Failed, Empty } from './states.js';
import { isoDay, parse, stamp } from './clock.js';
import { save } from './save.js';
import { Acts, posting } from './act.js';
import { isOffice } from './queues.js';
import { OrderForm } from './order-form.js';
import { Screen } from './screen.js';
import { Paper } from './paper.js';

const REASON = { name: 'reason', label: '为什么（本人看得到）', type: 'textarea', required: true };
const QUALITY = { name: 'quality', label: '做得怎样', type: 'choice', options: [{ value: 'good', label: '很好' }, { value: 'fair', label: '还行' }, { value: 'poor', label: '不太好' }], value: 'good' };
const HOW = { name: 'how', label: '怎样确认的', type: 'choice', required: true, options: [{ value: 'phone', label: '打电话问过' }, { value: 'desk', label: '当面看到' }], value: 'phone' };

/** 11月30日 09:00–10:00; the day of the end where it is another one. */
const spell = (from, until) => stamp(from) + (until ? '–' + (isoDay(parse(from)) === isoDay(parse(until)) ? stamp(until).split(' ')[1] : stamp(until)) : '');

/** 志愿服务: who applied, what is to be confirmed, the orders that are open and who comes. */
export function Helping(props) {
  const [, what, id] = props.route;
  const [said, say] = useState('');
  const back = words => { say(words || ''); go('helping'); };
  if (what === 'new') return html`<${OrderForm} key=${id} words=${props.words} request=${id} onDone=${back} />`;
  if (what === 'screen') return html`<${Screen} key=${id} order=${id} />`;
  if (what === 'paper') return html`<${Paper} key=${id} order=${id} onDone=${back} />`;
  return html`<${Board} ...${props} said=${said} />`;
}

function Board(props) {
  const board = useLoad(() => get('/api/orders/board'), []);
  const [told, setTold] = useState(props.said);
  const d = board.data;
  const done = words => () => { setTold(words); board.again(); props.recount(); };
  useEffect(() => { if (props.pulse) board.again(); }, [props.pulse]);
  const office = isOffice(props.me);
  return html`<div class="view">
    <header class="page-head"><h1>志愿服务</h1><span class="quiet">居民的需要发成点单，志愿者接单，办好了确认，时长和积分自己记上。</span></header>
    <p class="buttons"><button class="btn primary" onClick=${() => go('helping/new')}>发布点单</button>
      ${office && html`<button class="btn" onClick=${() => save('/api/volunteers/service.xlsx', '志愿服务记录.xlsx').then(() => setTold('已导出还没交给省系统的记录。'), e => setTold(e.message))}>导出服务记录</button>`}</p>
    ${told && html`<p class="note ok" role="status">${told}</p>`}
    ${board.error && html`<${Failed} error=${board.error} again=${board.again} />`}
    ${!d && !board.error && html`<${Loading} words="正在读取志愿服务…" />`}
    ${d && d.applied.length > 0 && office && html`<section class="card" aria-label="报名待定"><h2>报名待定 <span class="quiet">${d.applied.length} 人</span></h2>
      <ul class="plain work-list">${d.applied.map(v => html`<${Applied} key=${v.id} v=${v} done=${done} />`)}</ul></section>`}
    ${d && d.to_confirm.length > 0 && html`<section class="card" aria-label="待确认"><h2>待确认 <span class="quiet">签退了，问一声办好没有</span></h2>
      <ul class="plain work-list">${d.to_confirm.map(c => html`<${ToConfirm} key=${c.id} c=${c} done=${done} />`)}</ul></section>`}
    ${d && d.wishes.length > 0 && html`<section class="card" aria-label="要求更正"><h2>要求更正时长</h2>
      <ul class="plain work-list">${d.wishes.map(w => html`<${Wish} key=${w.id} w=${w} done=${done} />`)}</ul></section>`}
    ${d && html`<section class="card" aria-label="点单"><h2>进行中的点单</h2>
      ${!d.orders.length && html`<${Empty} words="没有进行中的点单" hint="在诉求里点“请志愿者帮忙”，或在上面发布一单。" />`}
      <ul class="plain work-list">${d.orders.map(o => html`<${Order} key=${o.id} o=${o} done=${done} />`)}</ul></section>`}
    ${office && html`<${Roster} />`}
  </div>`;
}

/** The number opens by a press that is logged. */
function Number(props) {
  const [who, set] = useState(null);
  const [wrong, setWrong] = useState('');
  const look = () => get('/api/volunteers/' + props.volunteer + '/contact').then(set, e => setWrong(e.message));
  if (who) return html`<span class="num">${who.name} <a href=${'tel:' + who.phone}>${who.phone}</a>${who.guardian_phone ? html`　监护人 ${who.guardian_name} <a href=${'tel:' + who.guardian_phone}>${who.guardian_phone}</a>` : ''}</span>`;
  return html`<button class="btn slim" onClick=${look}>看电话</button>${wrong && html`<span class="quiet">${wrong}</span>`}`;
}

function Applied({ v, done }) {
  const decide = d => values => post('/api/volunteers/' + v.id + '/decide', Object.assign({ decision: d }, values));
  return html`<li><p><strong>${v.name}</strong> ${v.kind_label}${v.sending_org && '，' + v.sending_org}${v.minor ? '，未满 18 周岁' : ''} <span class="quiet num">${stamp(v.applied_at)}</span></p>
    <p class="quiet">${v.skills.join('、') || '没有写特长'}　${v.verified ? '实名已核对' : '实名还没有核对，请先在居民登记里核对'}</p>
    <${Acts} of=${v.id} onDone=${(a, verb) => done(verb === 'approve' ? '同意了，可以接单了。' : '记下了，本人看得到理由。')()} acts=${[
      { verb: 'approve', label: '同意', primary: true, fields: v.minor ? [{ name: 'guardian_agreed', label: '打电话或当面问过监护人，监护人同意', type: 'bool', required: true }] : [], send: decide('approve') },
      { verb: 'refuse', label: '不同意', fields: [REASON], send: decide('refuse') }]}><${Number} volunteer=${v.id} /><//></li>`;
}

function ToConfirm({ c, done }) {
  return html`<li><p><strong>${c.name}</strong> ${c.order.title}　<span class="num">${spell(c.in_at, c.out_at)}</span></p>
    ${c.request && html`<p class="buttons"><a class="btn slim" href=${'#/request/' + c.request}>诉求 ${c.request_no}，电话在里面</a></p>`}
    <${Acts} of=${c.id} onDone=${done('确认了，已记入服务记录。')} acts=${[
      { verb: 'confirm', label: '确认办好了', primary: true, fields: [HOW, QUALITY, { name: 'thanks', label: '居民怎么说（志愿者看得到）', type: 'text' }], send: posting('/api/claims/' + c.id + '/confirm') },
      { verb: 'absent', label: '不算', fields: [{ name: 'reason', label: '为什么不算', type: 'text', required: true }], send: posting('/api/claims/' + c.id + '/absent') }]} /></li>`;
}

function Wish({ w, done }) {
  const settle = grant => values => post('/api/service_records/' + w.id + '/settle', Object.assign({ grant: grant }, values));
  return html`<li><p><strong>${w.name}</strong> ${w.activity} <span class="num">${w.day}</span>，记了 ${w.minutes} 分钟${w.wish_minutes ? '，本人认为 ' + w.wish_minutes + ' 分钟' : ''}</p><p>${w.wish}</p>
    <${Acts} of=${w.id} onDone=${done('答复了，本人看得到。')} acts=${[
      { verb: 'grant', label: '更正', primary: true, fields: [{ name: 'minutes', label: '应计多少分钟', type: 'number', required: true, value: String(w.wish_minutes || w.minutes) }, { name: 'answer', label: '怎样核对的', type: 'text' }], send: settle(true) },
      { verb: 'deny', label: '不更正', fields: [{ name: 'answer', label: '为什么不更正（本人看得到）', type: 'textarea', required: true }], send: settle(false) }]} /></li>`;
}

function Order({ o, done }) {
  const [open, setOpen] = useState(false);
  const here = o.claims.filter(c => ['claimed', 'in', 'out', 'done'].indexOf(c.state) >= 0).length;
  const waiting = o.claims.filter(c => c.state === 'waiting').length;
  return html`<li><p><strong>${o.title}</strong> <span class="quiet num">${o.order_no}</span></p>
    <p>${o.when}　${o.place_label}　<span class=${here < o.capacity ? 'warn-words' : ''}>${here}/${o.capacity} 人${waiting ? '，' + waiting + ' 人在排队' : ''}</span></p>
    <${Acts} of=${o.id} onDone=${(a, verb) => done(verb === 'finish' ? '这一单办完了。' : '取消了，接单的人看得到原因。')()} acts=${[
      { verb: 'finish', label: '办完', confirm: '办完后不能再签到；没有来的人记为没有到场。确定吗？', send: posting('/api/orders/' + o.id + '/finish') },
      { verb: 'cancel', label: '取消', fields: [REASON], send: posting('/api/orders/' + o.id + '/cancel') }]}>
      ${o.request && html`<a class="btn slim" href=${'#/request/' + o.request}>诉求 ${o.request_no}</a>`}
      <button class="btn slim" onClick=${() => go('helping/screen/' + o.id)}>现场签到码</button>
      <button class="btn slim" onClick=${() => go('helping/paper/' + o.id)}>补录签到表</button>
      <a class="btn slim" target="_blank" rel="noopener" href=${'/print.html#signin/' + o.id}>打印签到表</a>
      ${o.claims.length > 0 && html`<button class="btn slim" aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>${open ? '收起名单' : '名单'}</button>`}<//>
    ${open && html`<ul class="plain claim-list">${o.claims.map(c => html`<${Claim} key=${c.id} c=${c} done=${done} />`)}</ul>`}</li>`;
}

/** One who claimed; whose telephone fails is signed by the organiser. */
export function Claim({ c, done }) {
  const sign = way => () => post('/api/claims/' + c.id + '/presence', { way: way });
  const acts = [c.state === 'claimed' && { verb: 'in', label: '代签到', send: sign('in') }, c.state === 'in' && { verb: 'out', label: '代签退', send: sign('out') },
    (c.state === 'claimed' || c.state === 'in') && { verb: 'absent', label: '没有到场', fields: [{ name: 'reason', label: c.state === 'in' ? '签到过，为什么不算' : '说明（可不填）', type: 'text', required: c.state === 'in' }], send: posting('/api/claims/' + c.id + '/absent') }].filter(Boolean);
  return html`<li><p><strong>${c.name}</strong> ${c.state_label}${c.in_at ? html` <span class="quiet num">${spell(c.in_at, c.out_at)}</span>` : ''}${c.note && html`<span class="quiet">　${c.note}</span>`}</p>
    ${acts.length > 0 && html`<${Acts} of=${c.id} onDone=${done('记下了。')} acts=${acts} />`}</li>`;
}

/** The volunteers; a certificate is issued to the person before the desk. */
function Roster() {
  const [seek, setSeek] = useState('');
  const [made, setMade] = useState(null); // a tab of its own opens by a press only: browsers refuse what comes after an answer
  const sought = seek.replace(/['"\\]/g, ' ').trim();
  const rows = useLoad(() => (sought ? list('volunteers', { filter: "(state='approved'||state='paused'||state='left')&&name~'" + sought + "'", sort: 'name', perPage: 20 }) : Promise.resolve({ items: [] })), [sought]);
  const d = rows.data;
  const fields = [{ name: 'from_day', label: '从哪天起（不填就是第一次服务那天）', type: 'text' }, { name: 'until_day', label: '到哪天止（不填就是今天）', type: 'text' },
    { name: 'paper_kind', label: '证件种类', type: 'text', value: '居民身份证' }, { name: 'paper_tail', label: '证件号码后四位（看过原件再填）', type: 'text' }, { name: 'responsible', label: '负责人（不填就是社区书记）', type: 'text' }];
  return html`<section class="card" aria-label="志愿者"><h2>开证明、打反馈单</h2>
    <input class="seek" type="search" placeholder="写志愿者的姓名" aria-label="找志愿者" value=${seek} onInput=${e => setSeek(e.target.value)} />
    ${made && html`<div class="note ok" role="status"><p>证明 ${made.certificate_no} 开好了，共 ${made.hours}。</p><p class="buttons"><a class="btn slim primary" target="_blank" rel="noopener" href=${'/print.html#certificate/' + made.id}>打印证明</a></p></div>`}
    ${rows.error && html`<${Failed} error=${rows.error} again=${rows.again} />`}
    ${d && sought && !d.items.length && html`<${Empty} words="没有找到这位志愿者" hint="只找得到社区同意过的志愿者。" />`}
    ${d && d.items.length > 0 && html`<ul class="plain work-list">${d.items.map(v => html`<li key=${v.id}><p><strong>${v.name}</strong>${v.sending_org && '　' + v.sending_org}</p>
      <${Acts} of=${v.id} onDone=${setMade} acts=${[{ verb: 'certificate', label: '出具证明', fields: fields, send: values => post('/api/certificates', Object.assign({ volunteer: v.id }, values)) }]}>
        ${v.kind === 'party_member' && html`<a class="btn slim" target="_blank" rel="noopener" href=${'/print.html#feedback/' + v.id}>打印反馈单</a>`}<${Number} volunteer=${v.id} /><//></li>`)}</ul>`}</section>`;
}
