import { html, useState } from './view.js';
import { get, post } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed } from './states.js';

/** 门牌贴: one code per household, on label sheets of 24. */
export function Doors(props) {
  const [open, show] = useState(false);
  if (!open) return html`<section class="card"><h2>印门牌贴</h2><p class="quiet">每户一个码，贴在门上或发给住户：扫了就知道是哪一户，连室号都不用填。A4 不干胶标签纸，一张 24 户。</p>
    <div class="buttons"><button class="btn" onClick=${() => show(true)}>做门牌贴</button></div></section>`;
  return html`<${Make} onMade=${props.onMade} />`;
}

function Make(props) {
  const places = useLoad(() => get('/api/places'), []);
  const [at, go] = useState({ estate: '', building: '', unit: '', rooms: '' });
  const [state, set] = useState({ busy: false, wrong: '', made: null });
  if (places.error) return html`<${Failed} error=${places.error} again=${places.again} />`;
  if (!places.data) return html`<${Loading} words="正在读取小区和楼栋…" />`;
  const find = (rows, id) => (rows || []).filter(x => x.id === id)[0];
  const estate = find(places.data.estates, at.estate), building = estate && find(estate.buildings, at.building);
  const change = next => { go(Object.assign({}, at, next)); set({ busy: false, wrong: '', made: null }); };
  const submit = e => {
    e.preventDefault();
    set({ busy: true, wrong: '', made: null });
    post('/api/posters/doors', { building: at.building, unit: at.unit, rooms: at.rooms }).then(made => { set({ busy: false, wrong: '', made: made }); props.onMade(); },
      err => set({ busy: false, wrong: (err.fields && err.fields.rooms) || err.message, made: null }));
  };
  const select = (label, value, rows, next) => html`<label class="field half"><span>${label}</span><select value=${value} onChange=${e => change(next(e.target.value))}>
    <option value="">请选择</option>${(rows || []).map(r => html`<option key=${r.id} value=${r.id}>${r.name}</option>`)}</select></label>`;
  return html`<form class="card" onSubmit=${submit}><h2>印门牌贴</h2>
    ${select('哪个小区', at.estate, places.data.estates, id => ({ estate: id, building: '', unit: '' }))}
    ${estate && select('哪幢楼', at.building, estate.buildings, id => ({ building: id, unit: '' }))}
    ${building && (building.units || []).length > 0 && select('哪个单元', at.unit, building.units, id => ({ unit: id }))}
    <label class="field"><span>有哪些室</span><input value=${at.rooms} placeholder="如：101-104 201-204 301、302" onInput=${e => change({ rooms: e.target.value })} /></label>
    ${state.wrong && html`<p class="note bad" role="alert">${state.wrong}</p>`}
    ${state.made ? html`<div class="note ok" role="status"><p>${state.made.sentence}。打印 ${state.made.sheets} 张 A4 标签纸（3 列 8 行，每格 63.5×33.9 毫米）。打印时选“实际大小”，不要“适合页面”。</p>
        <p class="buttons"><a class="btn primary" href=${'/print.html#plates/' + state.made.codes.join(',')}>打开打印页</a></p></div>`
    : html`<div class="buttons"><button class="btn primary" disabled=${state.busy || !building || !at.rooms.trim()}>${state.busy ? '正在生成…' : '生成门牌码'}</button></div>`}
  </form>`;
}
