import { html, useState } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { save } from './save.js';
import { isOffice } from './queues.js';
import { Loading, Failed, Empty } from './states.js';
import { DutyForm } from './duty-form.js';
import { DutyRow } from './duty-row.js';

/** 任职: who is where, whose term ends, who receives residents this week; the steward appoints and ends terms here. */
export function Duties(props) {
  const board = useLoad(() => get('/api/duties/board'), []);
  const [form, setForm] = useState(null);
  const [told, setTold] = useState('');
  const [taking, setTaking] = useState('');
  const b = board.data;
  const done = sentence => { setForm(null); setTold(sentence); board.again(); scrollUp(); };
  const start = values => { setForm(values); setTold(''); scrollUp(); };
  const office = isOffice(props.me);
  const take = () => {
    setTaking('正在导出…');
    save('/api/duties/team.xlsx', '工作团队名册.xlsx').then(() => setTaking('已导出。没有同意公开的居民，名册上只有姓，没有电话。'), err => setTaking(err.message));
  };
  return html`<div class="view">
    <header class="page-head"><h1>任职与接访</h1><span class="quiet">谁管哪个网格、哪幢楼，谁的任期快到，这周谁接访。</span></header>
    <p class="buttons">${b && b.may && !form && html`<button class="btn primary" onClick=${() => start({})}>任命</button>`}
      ${office && html`<a class="btn" target="_blank" rel="noopener" href="/print.html#team/now">打印工作团队名册</a>
        <button class="btn" disabled=${taking === '正在导出…'} onClick=${take}>导出名册</button>
        <a class="btn" target="_blank" rel="noopener" href="/print.html#reception/now">打印接访排班</a>`}</p>
    ${taking && html`<p class="quiet" role="status">${taking}</p>`}
    ${told && html`<p class="note ok" role="status">${told}</p>`}
    ${form && html`<${DutyForm} key=${(form.kind || '') + (form.building || form.grid || '')} start=${form} grids=${b.grids} words=${props.words.values} onDone=${done} onClose=${() => setForm(null)} />`}
    ${board.error && html`<${Failed} error=${board.error} again=${board.again} />`}
    ${!b && !board.error && html`<${Loading} words="正在读取任职…" />`}
    ${b && html`<${Ending} board=${b} onDone=${done} />
      <${Week} week=${b.week} />
      <${Grids} board=${b} onDone=${done} onAppoint=${start} />
      ${b.others.length > 0 && html`<section class="card"><h2>专人、工作团队、接访值班 <span class="quiet">${b.others.length} 人</span></h2>
        <ul class="plain duty-list">${b.others.map(d => html`<${DutyRow} key=${d.id} duty=${d} may=${b.may} where onDone=${done} />`)}</ul></section>`}
      ${!b.may && html`<p class="quiet">任命、续任、结束由社区书记或红管负责人办理。</p>`}`}
  </div>`;
}

const scrollUp = () => {
  const view = document.querySelector('.view');
  if (view) view.scrollTop = 0; // the PC scrolls the page, the phone the window
  scrollTo(0, 0);
};

function Ending(props) {
  const rows = props.board.ending;
  if (!rows.length) return null;
  return html`<section class="card" aria-label="快到期"><h2>快到期 <span class="lamp yellow">${rows.length} 个任期 14 天内到期</span></h2>
    <ul class="plain duty-list">${rows.map(d => html`<${DutyRow} key=${d.id} duty=${d} may=${props.board.may} where onDone=${props.onDone} />`)}</ul></section>`;
}

/** Who receives residents, day by day; today stands out in words too. */
function Week(props) {
  const some = props.week.some(d => d.turns.length);
  return html`<section class="card" aria-label="本周接访"><h2>本周接访</h2>
    ${some ? html`<ol class="plain duty-week">${props.week.map(d => html`<li key=${d.label} class=${d.today ? 'today' : ''}>
      <p class="duty-day">${d.label}${d.today ? ' · 今天' : ''}</p>
      ${d.turns.map(t => html`<p key=${t.id}><strong>${t.name}</strong> <span class="quiet">${t.title}</span><br /><span class="num">${t.hours}</span> ${t.place}</p>`)}
      ${!d.turns.length && html`<p class="quiet">没有安排</p>`}</li>`)}</ol>`
    : html`<p class="quiet">还没有排接访。任命“接访值班”，写星期几、几点到几点。</p>`}</section>`;
}

/** Grid by grid: its workers, then each building with its head or with none. */
function Grids(props) {
  const [seek, setSeek] = useState('');
  const [bare, setBare] = useState(false);
  const b = props.board;
  const sought = seek.trim();
  const fits = p => (!bare || !p.heads.length) && (!sought || p.label.indexOf(sought) >= 0 || p.heads.some(h => h.name.indexOf(sought) >= 0));
  const all = b.grids.reduce((n, g) => n + g.buildings.length, 0);
  const without = b.grids.reduce((n, g) => n + g.buildings.filter(p => !p.heads.length).length, 0);
  const shown = b.grids
    .map(g => Object.assign({}, g, { buildings: g.buildings.filter(fits), named: !bare && sought && (g.label.indexOf(sought) >= 0 || g.workers.some(w => w.name.indexOf(sought) >= 0)) }))
    .filter(g => g.buildings.length || g.named || (!bare && !sought));
  return html`<section class="card" aria-label="网格和楼栋"><h2>网格和楼栋 <span class="quiet">${all} 幢，${without} 幢还没有楼长</span></h2>
    <div class="sifts" role="group" aria-label="看哪些楼"><button class=${'sift' + (bare ? '' : ' on')} aria-pressed=${String(!bare)} onClick=${() => setBare(false)}>全部</button>
      <button class=${'sift' + (bare ? ' on' : '')} aria-pressed=${String(bare)} onClick=${() => setBare(true)}>没有楼长的</button></div>
    <input class="seek" type="search" placeholder="找楼栋、姓名" aria-label="找楼栋或姓名" value=${seek} onInput=${e => setSeek(e.target.value)} />
    ${!shown.length && html`<${Empty} words=${sought ? '没有找到' : bare ? '每幢楼都有楼长' : '还没有网格和楼栋'} />`}
    ${shown.map(g => html`<section class="duty-grid" key=${g.id} aria-label=${g.label}>
      <h3>${g.label}</h3>
      <ul class="plain duty-list">${g.workers.map(d => html`<${DutyRow} key=${d.id} duty=${d} may=${b.may} onDone=${props.onDone} />`)}
        ${g.id && !g.workers.length && html`<li class="duty bare"><p><span class="quiet">还没有网格员</span></p>
          ${b.may && html`<button class="btn slim" onClick=${() => props.onAppoint({ kind: 'grid_worker', grid: g.id })}>任命网格员</button>`}</li>`}
        ${g.buildings.map(p => html`${p.heads.map(d => html`<${DutyRow} key=${d.id} duty=${d} at=${p.label} may=${b.may} onDone=${props.onDone} />`)}
          ${!p.heads.length && html`<li class="duty bare" key=${p.id}><p><strong>${p.label}</strong> <span class="quiet">还没有楼长</span></p>
            ${b.may && html`<button class="btn slim" aria-label=${'任命楼长：' + p.label} onClick=${() => props.onAppoint({ kind: 'building_head', building: p.id, label: p.label })}>任命楼长</button>`}</li>`}`)}</ul></section>`)}
  </section>`;
}
