import { html, useEffect, useRef, useState } from './view.js';
import { get, list, post } from './api.js';
import { useLoad } from './load.js';
import { Chips } from './chips.js';
import { isoDay } from './clock.js';

const KINDS = ['building_head', 'part_time_grid', 'grid_worker', 'contact', 'reception', 'team'];
const RESIDENTS = ['building_head', 'part_time_grid']; // a resident's own duties, with a term
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 86400000;

// A whole year, its last day included.
const aYear = () => {
  const t = isoDay().split('-');
  return new Date(Date.UTC(+t[0] + 1, t[1] - 1, +t[2]) - DAY).toISOString().slice(0, 10);
};

const blank = start => Object.assign({
  kind: 'building_head', who: '', staff: '', name: '', phone: '', building: '', grid: '', org: '', title: '', days: [], from_time: '08:30', to_time: '11:30', place: '',
  from_day: isoDay(), until_day: aYear(), appointed_by: '', shown: false,
}, start);

/** An appointment: asks only for what its kind needs. onDone gets the sentence of what was done. */
export function DutyForm(props) {
  const [v, set] = useState(() => blank(props.start));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const box = useRef(null);
  const places = useLoad(() => get('/api/places'), []);
  const staff = useLoad(() => list('staff', { filter: 'active=true', sort: 'role,name', perPage: 200, fields: 'id,name,role' }), []);
  const orgs = useLoad(() => list('orgs', { filter: 'active=true', sort: 'kind,name', perPage: 200, fields: 'id,name' }), []);
  useEffect(() => { box.current.querySelector('h2').focus(); }, []);
  const change = part => set(Object.assign({}, v, part));
  const typed = name => e => change({ [name]: e.target.value });
  const resident = RESIDENTS.indexOf(v.kind) >= 0;
  const ofStaff = !resident && v.who !== 'other';
  const submit = e => {
    e.preventDefault();
    setBusy(true);
    setWrong('');
    const body = {
      kind: v.kind, title: v.title.trim(), building: v.building, grid: v.grid, org: v.org, days: v.days, from_time: v.from_time, to_time: v.to_time, place: v.place.trim(),
      from_day: v.from_day, until_day: v.until_day, appointed_by: v.appointed_by.trim(), shown: v.shown,
    };
    Object.assign(body, ofStaff ? { staff: v.staff } : { name: v.name.trim(), phone: v.phone, look_up: true });
    post('/api/duties', body).then(made => props.onDone('已任命 ' + made.title + ' ' + made.name + '。' + (resident && !made.resident ? '没有找到同名同号的登记，只写在名册上；本人登记并实名后请重新任命，才看得到本楼的诉求。' : '')),
      err => { setBusy(false); setWrong(err.message); });
  };
  const buildings = places.data ? places.data.estates.reduce((all, e) => all.concat(e.buildings.map(b => ({ id: b.id, name: e.name + ' ' + b.name }))), []) : [];
  const select = (label, name, options, must) => html`<label class="field"><span>${label}${must && html` <em class="must">必填</em>`}</span><select value=${v[name]} required=${must} onChange=${typed(name)}>
    <option value="">${options ? '请选择' : '读取中…'}</option>${(options || []).map(o => html`<option key=${o.id} value=${o.id}>${o.name}</option>`)}</select></label>`;
  const input = (label, name, more) => html`<label class="field"><span>${label}</span><input value=${v[name]} autocomplete="off" maxlength="100" ...${more || {}} onInput=${typed(name)} /></label>`;
  const roles = props.words.role || {};

  return html`<form class="card duty-form" ref=${box} onSubmit=${submit} aria-label="任命">
    <h2 tabindex="-1">任命</h2>
    <${Chips} legend="任命什么" name="duty-kind" all=${KINDS} value=${v.kind} words=${props.words.duty_kind} onPick=${k => change({ kind: k, until_day: RESIDENTS.indexOf(k) >= 0 ? aYear() : '' })} />
    ${v.kind === 'building_head' && select('哪幢楼', 'building', places.data && buildings, true)}
    ${(v.kind === 'grid_worker' || v.kind === 'part_time_grid') && select('哪个网格', 'grid', props.grids.filter(g => g.id).map(g => ({ id: g.id, name: g.label })), true)}
    ${(v.kind === 'contact' || v.kind === 'team') && select(v.kind === 'team' ? '哪个单位（可不选）' : '哪个单位', 'org', orgs.data && orgs.data.items, v.kind === 'contact')}
    ${!resident && v.kind !== 'grid_worker' && input(v.kind === 'team' ? '职务，如：党委书记、社区民警' : '职务（可不填）', 'title', { required: v.kind === 'team' })}
    ${!resident && html`<fieldset class="field"><legend>任命谁</legend><div class="picks">
      <label class="pick"><input type="radio" name="duty-who" checked=${ofStaff} onChange=${() => change({ who: '' })} /><span>工作人员</span></label>
      <label class="pick"><input type="radio" name="duty-who" checked=${!ofStaff} onChange=${() => change({ who: 'other' })} /><span>其他人</span></label></div></fieldset>`}
    ${ofStaff ? select('工作人员', 'staff', staff.data && staff.data.items.map(s => ({ id: s.id, name: s.name + '（' + (roles[s.role] || '') + '）' })), true)
      : html`<div class="cols">${input(resident ? '居民姓名' : '姓名', 'name', { required: true, maxlength: 20 })}${input(resident ? '登记的手机或座机' : '名册上的电话（可不填）', 'phone', { type: 'tel', inputmode: 'tel', required: resident })}</div>
        ${resident && html`<p class="quiet">按姓名和电话找到登记；要先通过实名。</p>`}`}
    ${v.kind === 'reception' && html`<fieldset class="field"><legend>星期几接访</legend><div class="picks">${DAYS.map(d => html`<label class="pick" key=${d}><input type="checkbox" checked=${v.days.indexOf(d) >= 0}
        onChange=${e => change({ days: DAYS.filter(x => (x === d ? e.target.checked : v.days.indexOf(x) >= 0)) })} /><span>${(props.words.watch_day || {})[d] || d}</span></label>`)}</div></fieldset>
      <div class="cols three">${input('从几点起', 'from_time', { required: true })}${input('到几点止', 'to_time', { required: true })}${input('在哪里', 'place', { placeholder: '如：一楼接访室' })}</div>`}
    <div class="cols three">${input('任期从哪天起', 'from_day', { type: 'date', required: true })}${input(resident ? '到哪天止（含这一天）' : '到哪天止（不定期的不填）', 'until_day', { type: 'date', required: resident })}
      ${input('谁任命的', 'appointed_by', { required: true, placeholder: '如：社区党委、居民代表会议' })}</div>
    ${!ofStaff && html`<label class="check"><input type="checkbox" checked=${v.shown} onChange=${e => change({ shown: e.target.checked })} /><span>本人同意公开姓名和电话${resident ? '：本楼居民看得到、能打电话，名册上也印' : ''}</span></label>`}
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    <div class="buttons"><button class="btn primary big" disabled=${busy}>${busy ? '正在任命…' : '任命'}</button><button type="button" class="btn big" disabled=${busy} onClick=${props.onClose}>先不办</button></div>
  </form>`;
}
