import { html, useEffect, useRef, useState } from './view.js';
import { list, one, post } from './api.js';
import { go, useLoad } from './load.js';
import { isoDay } from './clock.js';
import { newKey } from './unsent.js';
import { PlacePicker } from './place-picker.js';

const meant = { order: '居民的一件需要，志愿者自己来接。', task: '社区的一件事，和工作人员一起做。', project: '共建项目里的一步；做到以后，参加的人按规则得积分。' };

// 湖畔花园一期 5幢 2单元 → 5幢: for whom, without saying which door.
const building = r => (r.place_label || '').split(' ')[1] || '';

/** 发布点单: what, when, where, how many. Of a request the place and the first words come along. */
export function OrderForm(props) {
  const [v, set] = useState(() => ({ key: newKey(), title: '', text: '', for_whom: '', place: '', day: isoDay(new Date(Date.now() + 86400000)), from: '09:00', until: '11:00', capacity: 2, risky: false, responsible: '', path: 'order', milestone: '', skills: [], spot: { estate: '', building: '', unit: '', room: '' } }));
  const [req, setReq] = useState(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const title = useRef(null);
  useEffect(() => {
    title.current.focus();
    if (props.request) one('requests', props.request).then(r => { setReq(r); set(s => Object.assign({}, s, { capacity: 1, spot: { estate: r.estate, building: r.building, unit: '', room: '' }, for_whom: building(r) && building(r) + '的居民' })); }, e => setWrong(e.message));
  }, []);
  const steps = useLoad(() => (v.path === 'project' ? list('milestones', { filter: "done_day='' && project.state!='stopped'", expand: 'project', sort: 'due_day', perPage: 100 }) : Promise.resolve({ items: [] })), [v.path]);
  const none = v.path === 'project' && steps.data && !steps.busy && !steps.data.items.length;
  const words = props.words.values;
  const put = part => { set(Object.assign({}, v, part)); setWrong(''); };
  const typed = name => e => put({ [name]: e.target.value });
  const night = v.from && v.until && v.until < v.from; // a patrol from 22:00 to 01:00
  const at = (time, next) => new Date(Date.parse(v.day + 'T' + time + ':00+08:00') + (next ? 86400000 : 0)).toISOString();
  const submit = e => {
    e.preventDefault();
    if (busy) return;
    if (!v.day || !v.from || !v.until) { setWrong('请选日期和时间。'); return; }
    setBusy(true);
    post('/api/orders', { title: v.title, text: v.text, for_whom: v.for_whom, place: v.place, building: v.spot.building, estate: v.spot.estate, starts_at: at(v.from), ends_at: at(v.until, night), capacity: Number(v.capacity), risky: v.risky, responsible: v.responsible, path: v.path, milestone: v.milestone, skills: v.skills, request: props.request || '', client_key: v.key })
      .then(() => props.onDone('发布了，志愿者看得到了。'), err => { setBusy(false); setWrong(err.message); });
  };
  return html`<div class="view"><header class="page-head"><h1>发布点单</h1></header>
    <form class="card" onSubmit=${submit}>
      ${req && html`<p class="note">来自诉求 <span class="num">${req.request_no}</span>：${req.summary}。志愿者看不到诉求和居民的姓名电话，接单以后由您告诉他。</p>`}
      ${!props.request && html`<fieldset class="field"><legend>方式</legend><div class="picks">${Object.keys(words.order_path || {}).map(k => html`<label class="pick" key=${k}><input type="radio" name="path" value=${k} checked=${v.path === k} onChange=${() => put({ path: k, milestone: '' })} /><span>${words.order_path[k]}</span></label>`)}</div><p class="quiet">${meant[v.path]}</p></fieldset>`}
      ${v.path === 'project' && html`<label class="field"><span>哪个项目的哪一步 <em class="must">必填</em></span><select value=${v.milestone} required onChange=${e => put({ milestone: e.target.value })}><option value="">${steps.error ? '没有读到' : !steps.data ? '正在读取…' : none ? '还没有步骤' : '请选择'}</option>
        ${(steps.data ? steps.data.items : []).map(m => html`<option key=${m.id} value=${m.id}>${(m.expand && m.expand.project ? m.expand.project.title + '：' : '') + m.title}</option>`)}</select></label>${none && html`<p class="note warn">还没有要做的项目步骤，请书记先在后台“共建项目”里建好。</p>`}
        ${steps.error && html`<p class="note bad" role="alert">${steps.error.message} <button type="button" class="btn slim" onClick=${steps.again}>再试一次</button></p>`}`}
      <label class="field"><span>做什么 <em class="must">必填</em></span><input ref=${title} value=${v.title} maxlength="40" required placeholder="如：帮老人把旧柜子搬下楼" onInput=${typed('title')} /></label>
      <label class="field"><span>具体怎样做、要带什么（不写姓名、电话、门牌）</span><textarea rows="3" maxlength="500" value=${v.text} onInput=${typed('text')} /></label>
      <label class="field"><span>为谁服务 <em class="must">必填</em></span><input value=${v.for_whom} maxlength="40" required placeholder="如：5幢的老人" onInput=${typed('for_whom')} /></label>
      <div class="cols"><label class="field"><span>哪天</span><input type="date" value=${v.day} required onChange=${typed('day')} /></label>
        <label class="field"><span>几点开始</span><input type="time" value=${v.from} required onChange=${typed('from')} /></label>
        <label class="field"><span>几点结束${night ? '（第二天）' : ''}</span><input type="time" value=${v.until} required onChange=${typed('until')} /></label>
        <label class="field"><span>要几个人</span><input type="number" min="1" max="200" value=${v.capacity} required onInput=${typed('capacity')} /></label></div>
      <${PlacePicker} value=${v.spot} onPut=${spot => put({ spot: spot })} />
      <label class="field"><span>在哪里碰头（不填就是这幢楼）</span><input value=${v.place} maxlength="60" onInput=${typed('place')} /></label>
      <label class="field"><span>负责人（不填就是您）</span><input value=${v.responsible} maxlength="40" onInput=${typed('responsible')} /></label>
      <fieldset class="field"><legend>最好会什么（可不选）</legend><div class="picks">${Object.keys(words.skill || {}).map(k => html`<label class="pick" key=${k}><input type="checkbox" checked=${v.skills.indexOf(k) >= 0} onChange=${() => put({ skills: v.skills.indexOf(k) >= 0 ? v.skills.filter(s => s !== k) : v.skills.concat(k) })} /><span>${words.skill[k]}</span></label>`)}</div></fieldset>
      <label class="check"><input type="checkbox" checked=${v.risky} onChange=${e => put({ risky: e.target.checked })} /><span>有风险（登高、用电、下水……），只给在保险期内的成年人</span></label>
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <div class="buttons"><button class="btn primary" disabled=${busy}>${busy ? '正在发布…' : '发布'}</button><button type="button" class="btn" onClick=${() => (props.request ? go('request/' + props.request) : go('helping'))}>先不发</button></div>
    </form></div>`;
}
