import { html, useState } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed, Empty } from './states.js';
import { isoDay } from './clock.js';
import { save } from './save.js';

const VIEWS = { org: '按单位', matter: '按事项', building: '按楼幢', week: '按周' };
const PERIODS = { '': '近 90 天', month: '本月', last: '上月', year: '本年', own: '自选' };
const COLUMNS = { response: '响应率', on_time: '按时率', resolution: '解决率', satisfaction: '满意率' };
const AT_FIRST = 20; // rows of a long table

/** "&from=…&to=…" of a period; nothing is what the server takes for the present. */
function days(kind, own) {
  const today = isoDay();
  const span = (from, to) => '&from=' + from + '&to=' + to;
  if (kind === 'month') return span(today.slice(0, 8) + '01', today);
  if (kind === 'year') return span(today.slice(0, 5) + '01-01', today);
  if (kind === 'own') return own.from && own.to ? span(own.from, own.to) : '';
  if (kind !== 'last') return '';
  const end = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1, 0));
  return span(end.toISOString().slice(0, 8) + '01', end.toISOString().slice(0, 10));
}

/** 办理情况: the four rates of organisations, matters, buildings or weeks, each with what it rests on. */
export function FiguresTable() {
  const [by, setBy] = useState('org');
  const [kind, setKind] = useState('');
  const [own, setOwn] = useState({ from: isoDay().slice(0, 8) + '01', to: isoDay() });
  const [all, setAll] = useState(false);
  const [taking, setTaking] = useState('');
  const query = '?by=' + by + days(kind, own);
  const found = useLoad(() => get('/api/stats/figures' + query), [query]);
  const f = found.data;
  const choose = what => { setBy(what); setAll(false); setTaking(''); };
  const take = () => {
    setTaking('正在导出…');
    save('/api/stats/figures/table.xlsx' + query, '办理情况（' + VIEWS[by] + '）' + isoDay() + '.xlsx').then(() => setTaking('已导出。'), err => setTaking(err.message));
  };
  const date = (name, label) => html`<label class="field"><span>${label}</span>
    <input type="date" value=${own[name]} max=${isoDay()} onChange=${e => setOwn(Object.assign({}, own, { [name]: e.target.value }))} /></label>`;
  return html`<section class="card figures" aria-label="办理情况"><h2>办理情况 ${f && html`<span class="quiet">${f.period}</span>`}</h2>
    <div class="sifts" role="group" aria-label="怎样分">${Object.keys(VIEWS).map(v => html`<button key=${v} class=${'sift' + (v === by ? ' on' : '')} aria-pressed=${String(v === by)} onClick=${() => choose(v)}>${VIEWS[v]}</button>`)}</div>
    <div class="figures-ask">
      <label class="field"><span>时间</span><select value=${kind} onChange=${e => setKind(e.target.value)}>
        ${Object.keys(PERIODS).map(k => html`<option key=${k} value=${k}>${!k && by === 'week' ? '近 12 周' : PERIODS[k]}</option>`)}</select></label>
      ${kind === 'own' && date('from', '从')} ${kind === 'own' && date('to', '到')}
      <button class="btn" disabled=${!f || !!found.error || taking === '正在导出…'} onClick=${take}>导出表格</button>
    </div>
    ${taking && html`<p class="quiet" role="status">${taking}</p>`}
    ${found.error ? html`<${Failed} error=${found.error} again=${found.again} />`
      : found.busy ? html`<${Loading} words="正在汇总…" />`
      : !f.total.received ? html`<${Empty} words="这段时间没有收到诉求" hint="换一段时间看看。" />`
      : html`<${Table} of=${f} all=${all} />`}
    ${f && !found.busy && !found.error && f.rows.length > AT_FIRST && !all && html`<p class="buttons"><button class="btn slim" onClick=${() => setAll(true)}>看全部 ${f.rows.length} 行</button></p>`}
    <${Meaning} />
  </section>`;
}

function Table(props) {
  const f = props.of;
  const rows = props.all ? f.rows : f.rows.slice(0, AT_FIRST);
  let group = '';
  return html`<table class="rates-table">
    <thead><tr><th scope="col">${f.label}</th><th scope="col" class="right">收到</th>${Object.keys(COLUMNS).map(k => html`<th key=${k} scope="col" class="right">${COLUMNS[k]}${f.targets[k] > 0 && html`<span class="quiet"> 目标 ${f.targets[k]}%</span>`}</th>`)}</tr></thead>
    <tbody><${Line} row=${f.total} total />
      ${rows.map(r => {
        const first = r.group && r.group !== group;
        group = r.group;
        return [first && html`<tr class="rates-group"><th scope="colgroup" colspan="6">${r.group}</th></tr>`,
          html`<${Line} key=${r.key} row=${r} href=${'#/behind/' + [f.by, r.key, f.from, f.to].join('~')} />`];
      })}</tbody></table>`;
}

function Line(props) {
  const r = props.row;
  return html`<tr class=${props.total ? 'total' : ''}><th scope="row">${props.href && r.received ? html`<a href=${props.href}>${r.label}</a>` : r.label}</th>
    <td class="right num"><span class="rate-name">收到</span><span><strong>${r.received}</strong><span class="rate-name"> 件</span></span></td>
    ${Object.keys(COLUMNS).map(k => html`<${Cell} key=${k} name=${COLUMNS[k]} rate=${r[k]} />`)}</tr>`;
}

/** A rate never stands without how many it rests on; below ten of them there is no verdict. */
function Cell(props) {
  const r = props.rate;
  const percent = x => Math.floor(x * 100 + 1e-9) + '%';
  return html`<td class="right num"><span class="rate-name">${props.name}</span><span>
    ${typeof r.met === 'boolean' && html`<span class=${'verdict ' + (r.met ? 'met' : 'under')}>${r.met ? '达标' : '未达标'}</span> `}
    <strong>${r.n ? percent(r.rate) : '—'}</strong><span class="quiet">${r.n ? r.counts : r.sentence}</span>
    ${r.n > 0 && typeof r.participation === 'number' && html`<span class="quiet">参评率 ${percent(r.participation)}</span>`}</span></td>`;
}

const Meaning = () => html`<details><summary>这些数怎么算的</summary><ul class="plain quiet">
  <li>收到：这段时间收到的诉求，不含撤回的和保密来信；拆分的按拆出来的件数算。</li>
  <li>响应率：已受理或已答复的占收到的。</li>
  <li>按时率：在期限内答复的，占已答复和已到期的。暂停、延期的期限已顺延；重新办理的看最后一次。</li>
  <li>解决率、满意率：只看居民自己说的，没有评价的不算满意。参评率是评价的占已答复的。</li>
  <li>不到 10 件（人）的不评达标：一两件就会变很多。</li></ul></details>`;
