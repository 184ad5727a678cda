import { html } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { load, save } from './draft.js';

/** Estate → building → unit → room. value: {estate, building, unit, room}; one choice below is made by itself. */
export function PlacePicker(props) {
  const places = useLoad(known, []);
  const v = props.value;
  const estates = places.data ? places.data.estates : [];
  const estate = find(estates, v.estate);
  const buildings = (estate && estate.buildings) || [];
  const building = find(buildings, v.building);
  const units = (building && building.units) || [];
  const put = part => props.onPut(Object.assign({}, v, part));
  const pickBuilding = id => {
    const b = find(buildings, id);
    put({ building: id, unit: b && b.units && b.units.length === 1 ? b.units[0].id : '' });
  };

  return html`<fieldset class="field place"><legend>地点</legend>
    ${places.error && html`<p class="note bad" role="alert">${places.error.message} <button type="button" class="btn slim" onClick=${places.again}>重试</button></p>`}
    <div class="place-grid">
      <${Pick} label="小区" value=${v.estate} options=${estates} busy=${places.busy} onPick=${id => put({ estate: id, building: '', unit: '' })} />
      <${Pick} label="楼栋（可不选）" value=${v.building} options=${buildings} onPick=${pickBuilding} />
      <${Pick} label="单元" value=${v.unit} options=${units} onPick=${id => put({ unit: id })} />
      <label class="field narrow"><span>室号（可不填）</span><input value=${v.room} inputmode="numeric" autocomplete="off" onInput=${e => put({ room: e.target.value })} /></label>
    </div>
  </fieldset>`;
}

/** The estates as they were read last: behind a steel door one still knows which house it is. */
const known = () => get('/api/places').then(d => { save('places', d); return d; }, err => {
  const kept = err.status === 0 && load('places', null);
  if (kept) return kept;
  throw err;
});

const find = (all, id) => all.filter(x => x.id === id)[0];

function Pick(props) {
  return html`<label class="field narrow"><span>${props.label}</span>
    <select value=${props.value} disabled=${!props.options.length} onChange=${e => props.onPick(e.target.value)}>
      <option value="">${props.busy ? '读取中…' : '—'}</option>
      ${props.options.map(o => html`<option key=${o.id} value=${o.id}>${o.name}</option>`)}
    </select></label>`;
}
