import { html, useState } from './view.js';
import { get, list, post } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed, Empty } from './states.js';
import { Doors } from './doors.js';
import { PosterRow } from './poster-row.js';

const SCOPES = [['building', '每幢楼一张'], ['unit', '每个单元一张'], ['estate', '小区一张']];
const PER_PAGE = 50;

/** 海报: make what is missing, print, take back what hangs on the wrong wall. */
export function Posters() {
  const [turn, setTurn] = useState(0);
  return html`<div class="view">
    <header class="page-head"><h1>海报与二维码</h1><span class="grow"></span><a class="btn slim" href="/launch.html" target="_blank" rel="noopener">登记大屏（投到墙上）</a></header>
    <${Make} onMade=${() => setTurn(turn + 1)} />
    <${Doors} onMade=${() => setTurn(turn + 1)} />
    <${Hanging} key=${turn} />
  </div>`;
}

function Make(props) {
  const places = useLoad(() => get('/api/places'), []);
  const [scope, setScope] = useState('building');
  const [estate, setEstate] = useState('');
  const [picked, setPicked] = useState({});
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [codes, setCodes] = useState(null);
  if (places.error) return html`<${Failed} error=${places.error} again=${places.again} />`;
  if (!places.data) return html`<${Loading} words="正在读取小区和楼栋…" />`;
  const estates = places.data.estates;
  const here = estates.filter(e => e.id === estate)[0];
  const buildings = here ? here.buildings : [];
  const chosen = buildings.filter(b => picked[b.id]);
  const all = chosen.length === buildings.length;
  const sheets = scope === 'estate' ? 1 : scope === 'building' ? chosen.length : chosen.reduce((n, b) => n + Math.max(1, (b.units || []).length), 0);
  const pickEstate = id => {
    const e = estates.filter(x => x.id === id)[0];
    const every = {};
    ((e && e.buildings) || []).forEach(b => { every[b.id] = true; });
    setEstate(id);
    setPicked(every);
    setCodes(null);
  };
  const submit = e => {
    e.preventDefault();
    setBusy(true);
    setWrong('');
    const body = scope === 'estate' ? { scope: scope, estates: [estate] } : { scope: scope, buildings: chosen.map(b => b.id) };
    post('/api/posters/batch', body).then(made => { setBusy(false); setCodes(made.codes); props.onMade(); }, err => { setBusy(false); setWrong(err.message); });
  };
  return html`<form class="card" onSubmit=${submit}>
    <h2>印海报</h2>
    <fieldset class="field"><legend>怎么贴</legend><div class="picks">${SCOPES.map(s => html`<label class="pick" key=${s[0]}>
      <input type="radio" name="scope" checked=${scope === s[0]} onChange=${() => { setScope(s[0]); setCodes(null); }} /><span>${s[1]}</span></label>`)}</div></fieldset>
    <label class="field half"><span>小区</span><select value=${estate} onChange=${e => pickEstate(e.target.value)}>
      <option value="">请选择</option>${estates.map(e => html`<option key=${e.id} value=${e.id}>${e.name}</option>`)}</select></label>
    ${here && scope !== 'estate' && html`<fieldset class="field"><legend>楼栋 <button type="button" class="btn slim" onClick=${() => {
      const next = {};
      if (!all) buildings.forEach(b => { next[b.id] = true; });
      setPicked(next);
    }}>${all ? '全不选' : '全选'}</button></legend>
      <div class="picks">${buildings.map(b => html`<label class="pick" key=${b.id}><input type="checkbox" checked=${!!picked[b.id]}
        onChange=${() => setPicked(Object.assign({}, picked, { [b.id]: !picked[b.id] }))} /><span>${b.name}</span></label>`)}</div></fieldset>`}
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${codes ? html`<div class="note ok" role="status"><p>${codes.length} 张海报准备好了。已有的码不会变，贴着的继续有效。</p>
        <p class="buttons"><a class="btn primary" href=${'/print.html#posters/' + codes.join(',')}>打开打印页</a></p></div>`
      : html`<div class="buttons"><button class="btn primary" disabled=${busy || !here || !sheets}>${busy ? '正在生成…' : sheets && here ? '生成 ' + sheets + ' 张' : '生成'}</button></div>`}
  </form>`;
}

function Hanging() {
  const [state, setState] = useState('active');
  const [words, setWords] = useState('');
  const [pages, setPages] = useState(1);
  const sought = words.replace(/['"\\]/g, '').trim();
  const filter = "state='" + state + "'" + (sought ? " && (place_label~'" + sought + "'||code~'" + sought + "')" : '');
  const posters = useLoad(() => list('posters', { filter: filter, sort: '-corrections,place_label', perPage: PER_PAGE * pages }), [filter, pages]);
  const d = posters.data;
  return html`<section class="card" aria-label="已有的海报"><h2>${state === 'active' ? '在用的海报' : '已作废的海报'} ${d && html`<span class="quiet">${d.totalItems} 张</span>`}</h2>
    <div class="filters">
      <input class="seek" type="search" placeholder="找位置或短码" aria-label="找海报" value=${words} onInput=${e => { setWords(e.target.value); setPages(1); }} />
      <button class="btn slim" onClick=${() => { setState(state === 'active' ? 'revoked' : 'active'); setPages(1); }}>${state === 'active' ? '看已作废的' : '看在用的'}</button>
    </div>
    ${posters.error && html`<${Failed} error=${posters.error} again=${posters.again} />`}
    ${!d && !posters.error && html`<${Loading} words="正在读取海报…" />`}
    ${d && !d.items.length && html`<${Empty} words=${sought ? '没有找到' : state === 'active' ? '还没有海报' : '没有作废的海报'} hint=${sought ? '' : '在上面选小区和楼栋，生成后打印。'} />`}
    ${d && d.items.length > 0 && html`<ul class="plain poster-list">${d.items.map(p => html`<${PosterRow} key=${p.id} poster=${p} onChanged=${posters.again} />`)}</ul>`}
    ${d && d.items.length < d.totalItems && html`<button class="btn" onClick=${() => setPages(pages + 1)}>再看一些</button>`}
  </section>`;
}
