import { html, useEffect, useRef, useState } from './view.js';
import { list, get, find } from './api.js';
import { useLoad, go } from './load.js';
import { useKeys } from './keys.js';
import { Loading, Empty, Failed } from './states.js';
import { queues } from './queues.js';
import { Row } from './row.js';
import { Detail } from './detail.js';
import { save } from './save.js';
import { isoDay } from './clock.js';
import { Sift, clauseOf } from './sift.js';

const PER_PAGE = 30;
const WIDE = '(min-width: 900px)';

/** What the address names: one of our lists, a counter of the overview, or a single request. */
export function Queue(props) {
  if (props.name === 'request') {
    return html`<div class="single"><${Detail} key=${props.route[1]} id=${props.route[1]} ...${props} back="overview" /></div>`;
  }
  if (props.name === 'behind') return html`<${Behind} key=${props.route[1]} ...${props} />`;
  if (props.name === 'list') return html`<${Counter} key=${props.route[1]} ...${props} />`;
  if (props.name === 'suggestions') {
    return html`<${Board} key=${props.route[1]} ...${props} base=${'suggestions/' + props.route[1]} open=${props.route[2]} of=${corrected(props.route[1])} />`;
  }
  return html`<${Board} ...${props} base=${props.name} open=${props.route[1]} of=${queues[props.name]} />`;
}

/** Behind a figure of 机器建议: the requests of one matter, those first that staff decided otherwise. */
function corrected(address) {
  const parts = address.split('~'); // matter~first week
  const of = "suggested_matter='" + parts[0].replace(/\W/g, '') + "' && suggestion_week>='" + (parts[1] || '').replace(/[^\dW-]/g, '') + "'";
  return {
    label: '机器建议过的', filter: () => of, sort: '-received_at', empty: '这段时间没有',
    tabs: [{ key: '', label: '改过的', filter: "suggestion='changed'" }, { key: 'taken', label: '照建议派的', filter: "suggestion='taken'" }],
  };
}

/** A list the server names: pick finds it in what is at path, as {label, filter, sort, hint}. */
function Named(props) {
  const found = useLoad(() => get(props.path), []);
  if (found.error) return html`<${Failed} error=${found.error} again=${found.again} />`;
  if (!found.data) return html`<${Loading} />`;
  const c = props.pick(found.data);
  if (!c) return html`<${Empty} words="没有这张清单" />`;
  const of = { label: c.label, filter: () => c.filter, sort: c.sort, empty: '这里现在没有诉求', hint: c.hint };
  return html`<${Board} ...${props} base=${props.name + '/' + props.route[1]} open=${props.route[2]} of=${of} />`;
}

function Counter(props) {
  const pick = all => all.counters.filter(x => x.key === props.route[1] && x.collection === 'requests')[0];
  return html`<${Named} ...${props} path="/api/stats/overview" pick=${pick} />`;
}

/** Behind a row of 办理情况: the requests it counts. */
function Behind(props) {
  const part = props.route[1].split('~').map(encodeURIComponent); // by~row~first day~last day
  const path = '/api/stats/figures?by=' + part[0] + '&from=' + part[2] + '&to=' + part[3];
  const pick = f => f.rows.filter(r => r.key === part[1]).map(r => ({ label: (r.group ? r.group + ' ' : '') + r.label, filter: r.filter, sort: '-received_at', hint: f.period }))[0];
  return html`<${Named} ...${props} path=${path} pick=${pick} />`;
}

const SOUGHT_IN = ['request_no', 'summary', 'text', 'place_label'];
const holding = sought => sought.replace(/['"\\]/g, ' ').split(/\s+/).filter(Boolean)
  .map(w => ' && (' + SOUGHT_IN.map(f => f + " ~ '" + w + "'").join(' || ') + ')').join('');

/** List on the left, the opened request on the right; on the phone one after the other. */
function Board(props) {
  const of = props.of;
  const [tab, setTab] = useState('');
  const [sift, setSift] = useState({});
  const [words, setWords] = useState('');
  const [sought, setSought] = useState('');
  const [pages, setPages] = useState(1);
  const [ledger, setLedger] = useState('');
  const [cursor, show] = useState('');
  const at = useRef(''); // keys may come faster than the page redraws
  const spot = useRef(0);
  const setCursor = id => { at.current = id; show(id); };
  useEffect(() => { if (props.open) at.current = props.open; }, [props.open]);
  useEffect(() => {
    const timer = setTimeout(() => { setSought(words.trim()); setPages(1); }, 400);
    return () => clearTimeout(timer);
  }, [words]);

  const clause = ((of.tabs || []).filter(t => t.key === tab)[0] || {}).filter;
  const filter = [of.filter(props.me), clause, clauseOf(sift)].filter(Boolean).map(f => '(' + f + ')').join(' && ');
  const rows = useLoad(() => sought ? find(sought, { filter: filter, perPage: PER_PAGE * pages }) : list('requests', { filter: filter, sort: of.sort, perPage: PER_PAGE * pages }),
    [filter, sought, pages, props.pulse]); // there is news: so has the list
  const items = rows.data ? rows.data.items : [];

  const seen = items.map(r => r.id).indexOf(at.current);
  if (seen >= 0) spot.current = seen;

  const move = step => {
    // What was just dispatched has left the list: the next one stands where it stood.
    const found = items.map(r => r.id).indexOf(at.current);
    const here = found >= 0 ? found : spot.current - (step > 0 ? 1 : 0);
    const next = items[Math.max(0, Math.min(items.length - 1, here + step))];
    if (!next) return;
    setCursor(next.id);
    if (props.open && matchMedia(WIDE).matches) go(props.base + '/' + next.id);
    const el = document.getElementById('row-' + next.id);
    if (!el) return;
    el.scrollIntoView({ block: 'nearest' });
    el.firstChild.focus({ preventScroll: true }); // else Enter would belong to whatever was clicked before
  };
  useKeys({
    j: () => move(1), k: () => move(-1),
    Enter: () => at.current && go(props.base + '/' + at.current),
    Escape: () => props.open && go(props.base),
    a: () => { if (!props.open && at.current) go(props.base + '/' + at.current); },
  });
  // On the PC the first one lies open already: one key less.
  useEffect(() => {
    if (props.open || !items.length || at.current) return;
    setCursor(items[0].id);
    if (matchMedia(WIDE).matches) location.replace('#/' + props.base + '/' + items[0].id);
  }, [rows.data]);

  // 台账 of this very list, or of what was found in it: every word somewhere in the number, the text or the place.
  const office = props.me.role === 'clerk' || props.me.role === 'steward';
  const take = () => {
    setLedger('正在导出…');
    save('/api/ledgers/requests?filter=' + encodeURIComponent(filter + holding(sought)) + '&sort=' + encodeURIComponent(of.sort) + '&label=' + encodeURIComponent(of.label + (sought ? '（含“' + sought + '”）' : '')), of.label + '台账 ' + isoDay() + '.xlsx')
      .then(() => setLedger(''), err => setLedger(err.message));
  };
  const print = () => {
    location.href = '/print.html#handout/requests?filter=' + encodeURIComponent(filter + holding(sought)) + '&sort=' + encodeURIComponent(of.sort) + '&label=' + encodeURIComponent(of.label);
  };
  const changed = () => { rows.again(); props.recount(); };
  const narrowed = Object.keys(sift).length > 0;
  return html`<div class=${'board' + (props.open ? ' opened' : '')}>
    <section class="board-list" aria-label=${of.label}>
      <header class="page-head"><h1>${of.label}</h1>
        ${rows.data && html`<span class="quiet">${rows.data.sought ? '找到 ' : ''}${rows.data.totalItems} 件${rows.data.more ? '以上' : ''}</span>`}
        <button class="btn slim" onClick=${changed} disabled=${rows.busy}>${rows.busy && rows.data ? '正在刷新…' : '刷新'}</button></header>
      ${of.tabs && html`<div class="sifts" role="group" aria-label="筛选">${of.tabs.map(t => html`<button
        class=${'sift' + (tab === t.key ? ' on' : '')} aria-pressed=${String(tab === t.key)}
        onClick=${() => { setTab(t.key); setPages(1); }}>${t.label}</button>`)}</div>`}
      <${Sift} me=${props.me} words=${props.words} place=${props.base} value=${sift} tab=${tab} onPut=${(chosen, which) => { setSift(chosen); setTab(which); setPages(1); }}>
        ${office && items.length > 0 && html`<button class="btn slim" onClick=${take} disabled=${ledger === '正在导出…'}>导出台账</button>
          <button class="btn slim" onClick=${print}>打印清单</button>`}<//>
      ${ledger && html`<p class="quiet" role="status">${ledger}</p>`}
      <input class="seek" type="search" placeholder="找编号、内容、楼栋" aria-label="在这张清单里找" value=${words} onInput=${e => setWords(e.target.value)} />
      ${rows.error && html`<${Failed} error=${rows.error} again=${rows.again} />`}
      ${!rows.data && !rows.error && html`<${Loading} words="正在读取清单…" />`}
      ${rows.data && !items.length && html`<${Empty} words=${rows.data.sought ? '没有找到“' + rows.data.sought + '”' : narrowed ? '这样筛选没有诉求' : of.empty}
        hint=${rows.data.sought ? '' : narrowed ? '点“筛选”换一换，或者清除筛选。' : of.hint} />`}
      <ul class="items">${items.map(r => html`<${Row} key=${r.id} request=${r} href=${'#/' + props.base + '/' + r.id}
        open=${r.id === props.open} cursor=${r.id === cursor && !props.open} />`)}</ul>
      ${rows.data && (items.length < rows.data.totalItems || rows.data.more) && items.length < 300 && html`<button class="btn wide" onClick=${() => setPages(pages + 1)}>再看 ${Math.min(PER_PAGE, rows.data.more ? PER_PAGE : rows.data.totalItems - items.length)} 件</button>`}
    </section>
    <section class="board-detail" aria-label="诉求详情">
      ${props.open
        ? html`<${Detail} key=${props.open} id=${props.open} ...${props} back=${props.base} onChanged=${changed} next=${() => move(1)} />`
        : items.length > 0 && html`<div class="state empty"><p class="state-words">从左边选一件</p>
            <p class="quiet">键盘：j 下一件，k 上一件，Enter 打开，? 看全部快捷键</p></div>`}
    </section>
  </div>`;
}
