import { html, useState } from './view.js';
import { get, list } from './api.js';
import { kept } from '../api.js';
import { useConfirm } from './confirm.js';
import { useLoad } from './load.js';
import { isoDay } from './clock.js';
import { isContact } from './queues.js';

// Narrowing a list: by place, kind of matter, organisation and date, and the ways of narrowing somebody uses every day.

const KEPT = 'hg_sifts';
const DUE = { late: '已超期', today: '今天到期', soon: '三天内到期' };
const MINUTE = 60 * 1000;
const utc = ms => new Date(ms).toISOString().replace('T', ' ');
const plain = id => String(id).replace(/\W/g, ''); // ids and codes alone go into a filter

/** The present is cut to the minute: a filter that is another one at each look would be read again and again. */
function due(kind) {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  if (kind === 'late') return "due_at!='' && due_at<'" + utc(now) + "' && replied_at=''";
  const until = kind === 'today' ? Date.parse(isoDay() + 'T24:00:00+08:00') : now + 3 * 86400000;
  return "due_at>='" + utc(now) + "' && due_at<'" + utc(until) + "' && replied_at=''";
}

/** The filter of what was chosen; '' when nothing was. */
export function clauseOf(sift) {
  return ['estate', 'building', 'category', 'tier', 'handler_org'].filter(f => sift[f]).map(f => f + "='" + plain(sift[f]) + "'")
    .concat(sift.due ? due(sift.due) : []).join(' && ');
}

/** The ways of narrowing that were kept on this PC, each person's and each list's own. No words are kept: names may be among them. */
function keptSifts(person, place) {
  const all = kept.get(KEPT) || {}, mine = all[person] || {};
  const put = list => kept.set(KEPT, Object.assign({}, all, { [person]: Object.assign({}, mine, { [place]: list }) }));
  return [mine[place] || [], put];
}

/**
 * The row under the heading of a list: 筛选, what else is done with the list (children), what is kept, and the panel of choices.
 * @param value {estate, building, category, tier, handler_org, due}
 */
export function Sift(props) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [, turn] = useState(0);
  const [ask, question] = useConfirm();
  const [mine, keep] = keptSifts(props.me.id, props.place);
  const chosen = Object.keys(props.value).filter(k => props.value[k]).length;
  const same = k => JSON.stringify(k.sift) === JSON.stringify(props.value) && k.tab === props.tab;
  const now = mine.filter(same)[0];
  const store = e => {
    e.preventDefault();
    const title = name.trim();
    if (!title) return;
    keep(mine.filter(k => k.name !== title).concat({ name: title, sift: props.value, tab: props.tab }));
    setName('');
    setOpen(false);
    turn(n => n + 1);
  };
  const drop = async () => {
    if (!await ask('删掉常用筛选“' + now.name + '”吗？诉求不受影响。', '删掉')) return;
    keep(mine.filter(k => !same(k)));
    turn(n => n + 1);
  };
  return html`<div class="sift-row">
      <button class=${'btn slim' + (chosen ? ' on' : '')} aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>筛选${chosen ? '（' + chosen + '）' : ''}</button>
      ${mine.map(k => html`<button key=${k.name} class=${'btn slim' + (same(k) ? ' on' : '')} aria-pressed=${String(same(k))}
        onClick=${() => (same(k) ? props.onPut({}, '') : props.onPut(k.sift, k.tab))}>${k.name}</button>`)}
      ${props.children /* last: they come when the list has, and must not push what is there from under the mouse */}
    </div>
    ${open && html`<form class="sift-panel" aria-label="筛选" onSubmit=${store}>
      <${Choices} ...${props} />
      <div class="buttons">
        ${chosen > 0 && html`<button type="button" class="btn slim" onClick=${() => props.onPut({}, props.tab)}>清除筛选</button>`}
        ${now && html`<button type="button" class="btn slim" onClick=${drop}>删掉“${now.name}”</button>`}
        <button type="button" class="btn slim" onClick=${() => setOpen(false)}>收起</button></div>
      ${chosen > 0 && !now && html`<label class="field"><span>天天要用？起个名字，下次点一下就好</span><input value=${name} maxlength="8" placeholder="如：一期超期" autocomplete="off"
        onInput=${e => setName(e.target.value)} /></label>
        <div class="buttons"><button class="btn slim" disabled=${!name.trim()}>存为常用</button></div>`}
    </form>`}${question}`;
}

function Choices(props) {
  const v = props.value, words = props.words.values || {};
  const places = useLoad(() => get('/api/places'), []);
  const orgs = useLoad(() => isContact(props.me) ? Promise.resolve({ items: [] }) : list('orgs', { filter: 'active=true', sort: 'name', perPage: 200, skipTotal: 1, fields: 'id,name' }), []);
  const estates = places.data ? places.data.estates : [];
  const buildings = (estates.filter(e => e.id === v.estate)[0] || {}).buildings || [];
  const put = part => {
    const next = Object.assign({}, v, part);
    Object.keys(next).forEach(k => { if (!next[k]) delete next[k]; });
    props.onPut(next, props.tab);
  };
  const pick = (field, label, options, also) => html`<label class="field narrow"><span>${label}</span>
    <select value=${v[field] || ''} disabled=${!options.length} onChange=${e => put(Object.assign({ [field]: e.target.value }, also))}>
      <option value="">不限</option>${options.map(o => html`<option key=${o.id} value=${o.id}>${o.name}</option>`)}</select></label>`;
  const coded = group => Object.keys(words[group] || {}).map(code => ({ id: code, name: words[group][code] }));
  return html`${places.error && html`<p class="note bad" role="alert">${places.error.message} <button type="button" class="btn slim" onClick=${places.again}>重试</button></p>`}
    <div class="place-grid">
      ${pick('estate', '小区', estates, { building: '' })}
      ${pick('building', '楼栋', buildings)}
      ${pick('category', '诉求类型', coded('category'))}
      ${pick('tier', '层面', coded('tier'))}
      ${!isContact(props.me) && pick('handler_org', '承办单位', orgs.data ? orgs.data.items : [])}
      ${pick('due', '期限', Object.keys(DUE).map(k => ({ id: k, name: DUE[k] })))}
    </div>`;
}
