import { html, useState } from './view.js';
import { list } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed, Empty } from './states.js';
import { isoDay } from './clock.js';
import { save } from './save.js';
import { Done } from './intake-done.js';
import { VisitForm } from './visit-form.js';
import { VisitRow } from './visit-row.js';

const PER_PAGE = 30;
const KINDS = { '': '全部', walk_in: '接访', visit: '走访', patrol: '巡查', open: '没转诉求的' };
const DAY = 86400000;

/** 走访: write one down in half a minute, make a request of it by one press, find it again. */
export function Visits(props) {
  const [turn, setTurn] = useState(0);
  const [done, setDone] = useState(null);
  const written = request => {
    setDone(request);
    setTurn(turn + 1);
    if (request) props.recount();
  };
  return html`<div class="view">
    <header class="page-head"><h1>走访</h1><span class="quiet">接访、走访、巡查，随手记一条；要办的一按就转诉求。</span></header>
    ${done ? html`<${Done} result=${done} again="再记一条" onAgain=${() => setDone(null)} />`
      : html`<${VisitForm} me=${props.me} words=${props.words.values} onWritten=${written} onKept=${props.onKept} />`}
    <${Past} key=${turn + '.' + props.sent} me=${props.me} words=${props.words.values} onTurned=${r => { written(r); scrollTo(0, 0); }} />
  </div>`;
}

/** What was written down, newest first: one's own, or everybody's. */
function Past(props) {
  const [mine, setMine] = useState(true);
  const [kind, setKind] = useState('');
  const [seek, setSeek] = useState('');
  const [span, setSpan] = useState({ from: isoDay(new Date(Date.now() - 30 * DAY)), to: isoDay() });
  const [pages, setPages] = useState(1);
  const [taking, setTaking] = useState('');
  const office = props.me.role !== 'grid_worker';
  const sought = seek.replace(/['"\\]/g, ' ').trim();
  const filter = [
    mine && "staff='" + props.me.id + "'",
    kind === 'open' ? "request='' && said!=''" : kind && "kind='" + kind + "'",
    span.from && "at>='" + utc(span.from, 0) + "'", span.to && "at<'" + utc(span.to, 1) + "'",
    sought && "(said~'" + sought + "'||place_label~'" + sought + "')",
  ].filter(Boolean).join(' && ');
  const rows = useLoad(() => list('visits', { filter: filter, sort: '-at', perPage: PER_PAGE * pages, expand: 'request' }), [filter, pages]);
  const d = rows.data;
  const put = change => { change(); setPages(1); setTaking(''); };
  const take = () => {
    setTaking('正在导出…');
    save('/api/ledgers/visits?filter=' + encodeURIComponent(filter) + '&sort=-at&label=' + encodeURIComponent(KINDS[kind]), '走访台账 ' + isoDay() + '.xlsx')
      .then(() => setTaking('已导出。姓名已隐去，电话、室号不在里面。'), err => setTaking(err.message));
  };
  const paper = '/print.html#visits/' + [span.from || '2020-01-01', span.to || isoDay(), kind === 'open' ? '' : kind, mine ? 'mine' : ''].join('~');
  return html`<section class="card" aria-label="记过的"><h2>记过的 ${d && html`<span class="quiet">${d.totalItems} 条</span>`}</h2>
    <div class="sifts" role="group" aria-label="谁记的"><button class=${'sift' + (mine ? ' on' : '')} aria-pressed=${String(mine)} onClick=${() => put(() => setMine(true))}>我记的</button>
      <button class=${'sift' + (mine ? '' : ' on')} aria-pressed=${String(!mine)} onClick=${() => put(() => setMine(false))}>大家的</button></div>
    <div class="figures-ask">
      <label class="field"><span>方式</span><select value=${kind} onChange=${e => put(() => setKind(e.target.value))}>${Object.keys(KINDS).map(k => html`<option key=${k} value=${k}>${KINDS[k]}</option>`)}</select></label>
      <label class="field"><span>从</span><input type="date" value=${span.from} max=${isoDay()} onChange=${e => put(() => setSpan({ from: e.target.value, to: span.to }))} /></label>
      <label class="field"><span>到</span><input type="date" value=${span.to} max=${isoDay()} onChange=${e => put(() => setSpan({ from: span.from, to: e.target.value }))} /></label>
      <a class="btn" target="_blank" rel="noopener" href=${paper}>打印</a>
      ${office && html`<button class="btn" disabled=${!d || !d.totalItems || taking === '正在导出…'} onClick=${take}>导出台账</button>`}
    </div>
    ${taking && html`<p class="quiet" role="status">${taking}</p>`}
    <input class="seek" type="search" placeholder="找内容、楼栋" aria-label="找走访记录" value=${seek} onInput=${e => put(() => setSeek(e.target.value))} />
    ${rows.error && html`<${Failed} error=${rows.error} again=${rows.again} />`}
    ${!d && !rows.error && html`<${Loading} words="正在读取走访记录…" />`}
    ${d && !d.items.length && html`<${Empty} words=${sought ? '没有找到' : '这段时间没有记录'} hint=${sought ? '' : '在上面记一条，半分钟就好。'} />`}
    ${d && d.items.length > 0 && html`<ul class="plain work-list">${d.items.map(v => html`<${VisitRow} key=${v.id} visit=${v} words=${props.words} onTurned=${props.onTurned} />`)}</ul>`}
    ${d && d.items.length < d.totalItems && html`<button class="btn" onClick=${() => setPages(pages + 1)}>再看一些</button>`}
  </section>`;
}

/** Midnight of the office, some days later, as the server stores it. */
const utc = (day, later) => new Date(Date.parse(day + 'T00:00:00+08:00') + later * DAY).toISOString().replace('T', ' ');
