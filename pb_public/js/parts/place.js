// 『不是这里？改』: estate, building, unit, from the office's own list.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { get } from '../api.js';

const byId = (list, id) => (list || []).filter((one) => one.id === id)[0];
const Select = ({ label, hint, list, value, onPick, empty }) => html`<label>${label}${hint && html`<small>${hint}</small>`}<select
  class="input" value=${value} onChange=${(e) => onPick(e.target.value)}>
  <option value="">${empty}</option>${list.map((one) => html`<option value=${one.id} selected=${one.id === value}>${one.name}</option>`)}
    </select></label>`;

/** onPick({estate, building, unit, label}) by a button, or with `live` at every choice; the unit may stay open. */
export function PlacePicker({ onPick, live }) {
  const [estates, set] = useState(null), [problem, say] = useState('');
  const [at, go] = useState({ estate: '', building: '', unit: '' });
  const load = () => { say(''); get('/api/places').then((p) => set(p.estates), (e) => say(e.message)); };
  useEffect(load, []);
  if (problem) return html`<div class="stack"><p class="bad" role="alert">${problem}</p><button type="button" class="btn soft"
    onClick=${load}>再试一次</button></div>`;
  if (!estates) return html`<p role="status">正在取小区名单…</p>`;
  const read = (ids) => {
    const estate = byId(estates, ids.estate), building = estate && byId(estate.buildings, ids.building), unit = building
      && byId(building.units, ids.unit);
    return { estate, building, unit, answer: Object.assign({ label: [estate, building,
      unit].filter(Boolean).map((one) => one.name).join(' ') }, ids) };
  };
  const choose = (ids) => { go(ids); if (live) onPick(ids.estate ? read(ids).answer : null); };
  const now = read(at), buildings = (now.estate && now.estate.buildings) || [], units = (now.building && now.building.units) || [];
  return html`<div class="stack">
    <${Select} label="小区" list=${estates} value=${at.estate} empty="请选小区" onPick=${(estate) => choose({ estate, building: '', unit: '' })} />
    ${buildings.length > 0 && html`<${Select} label="楼栋" hint=${live ? '' : '不在楼里就不选'} list=${buildings} value=${at.building}
      empty="请选楼栋" onPick=${(building) => choose({ estate: at.estate, building, unit: '' })} />`}
    ${units.length > 0 && html`<${Select} label="单元" list=${units} value=${at.unit} empty="说不清"
      onPick=${(unit) => choose(Object.assign({}, at, { unit }))} />`}
    ${!live && html`<button type="button" class="btn" disabled=${!now.estate} onClick=${() => onPick(now.answer)}>就是这里</button>`}</div>`;
}
