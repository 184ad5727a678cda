// One request: the answer first, then what may be done, then how it went.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { get, post, session } from '../api.js';
import { bodyOf, VerbForm } from '../parts/form.js';
import { Frame, Icon, mount, useHome, when } from '../parts/frame.js';
import { Pictures } from '../parts/pictures.js';
import { Due, Status, Steps } from '../parts/steps.js';

const id = () => location.hash.slice(1).split('/')[0];
const speaking = ['need_info', 'suspended', 'declined', 'merged']; // states whose reason belongs on top
const solved = { yes: '已经解决', partly: '解决了一部分', no: '还没有解决' };

function Answer({ r, replies, old }) {
  const last = replies[replies.length - 1], text = (last && last.text) || r.reply_text;
  if (!text) return null;
  return html`<section class=${'card' + (old ? '' : ' reply')}>
    <h2 class="row">${!old && html`<${Icon} is="check" />`}<span class="grow">${old ? '上次的答复' : '答复'}</span></h2>
    ${!old && r.summary && html`<p class="small">您反映的：${r.summary}</p>`}<p class="words">${text}</p>
    ${last && solved[last.solved] && html`<p class="small">承办单位认为：${solved[last.solved]}</p>`}
    <p class="small">${(last && last.by_label) || r.reply_by} ${when((last && last.at) || r.replied_at, true)}</p>
    ${last && html`<${Pictures} base=${'/api/requests/' + r.id + '/files/'} names=${last.files} label="答复照片" />`}</section>`;
}

const Timeline = ({ events }) => html`<section class="card"><h2>办理经过</h2><ol class="line">${events.slice().reverse().map((e) => html`<li key=${e.id}>
  <p>${e.sentence || e.verb_label}</p><p class="small">${when(e.at, true)}${e.actor_label && e.actor_kind !== 'resident' ? '　' + e.actor_label : ''}</p></li>`)}</ol></section>`;

function Request() {
  const home = useHome(), [r, set] = useState(null), [events, setEvents] = useState([]), [replies, setReplies] = useState([]),
    [problem, say] = useState(''), [done, tellDone] = useState(''), [Urgent, setUrgent] = useState(null), [shell, setShell] = useState(null), [kin, setKin] = useState(null), // {Family, of}
    [aid, setAid] = useState(null); // {Helpers, of}
  const about = () => '/records?perPage=200&sort=at&filter=' + encodeURIComponent("(request='" + id().replace(/\W/g, '') + "')");
  const around = () => Promise.all([get('/api/collections/request_events' + about()), get('/api/collections/replies' + about())])
    .then(([e, p]) => { setEvents(e.items); setReplies(p.items); return e.items; });
  const look = (record) => get('/api/requests/' + record.id + '/family').then((of) => { // neighbours and parts: most requests have none and load no more; shown below the buttons, which must not move under a finger
    if (!of.joint && !of.parent && of.households < 2 && !(of.parts || []).length && !(of.sealed || []).length) { setKin(null); return; }
    import('../parts/family.js').then((m) => setKin({ Family: m.Family, of }));
  }).catch(() => {});
  const helped = (record) => get('/api/requests/' + record.id + '/helpers').then((of) => { // few requests have an order
    if (!of.helpers.length && !of.orders.length) { setAid(null); return; }
    import('../parts/helpers.js').then((m) => setAid({ Helpers: m.Helpers, of }));
  }).catch(() => {});
  const load = () => { say(''); get('/api/collections/requests/records/' + id()).then((record) => { set(record); look(record); helped(record); return around(); })
    .catch((e) => { say(e.status === 404 && !session() ? '请先登录，再看这一件。' : e.message); if (e.status === 404 && session()) sealed(); }); };
  // A request that was sealed later is found nowhere but among its owner's own.
  const sealed = () => get('/api/requests/sealed').then((answer) => {
    const one = answer.items.filter((s) => s.id === id())[0];
    if (one) import('../parts/shell.js').then((m) => { say(''); setShell({ is: m.Shell, s: one }); });
  }).catch(() => 0);
  useEffect(() => {
    load();
    const again = () => { set(null); setShell(null); load(); };
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  const act = (verb) => (values, options) => post('/api/requests/' + r.id + '/' + verb.verb, bodyOf(values), options).then((record) => {
    set(record);
    scrollTo(0, 0);
    tellDone('『' + verb.label + '』已经记下');
    return around().then((now) => tellDone(now[now.length - 1].sentence), (e) => say(e.message)); // in the office's own words
  });
  const verbs = ((r && r.verbs) || []).map((v) => (v.verb === 'supply' && r.status === 'need_info' ? Object.assign({}, v, { primary: true }) : v));
  const rate = verbs.filter((v) => v.verb === 'rate')[0], others = verbs.filter((v) => v !== rate && !v.danger), last = verbs.filter((v) => v.danger);
  const forms = (list) => (list.length > 0 ? html`<div class="stack">${list.map((v) => html`<${VerbForm} key=${v.verb + r.status} verb=${v}
    send=${act(v)} />`)}</div>` : null);
  useEffect(() => { if (r && r.urgent) import('../parts/danger.js').then((m) => setUrgent(() => m.StillUrgent), () => 0); }, [r && r.urgent]);
  const answered = r && (r.status === 'replied' || r.status === 'closed');
  const why = r && speaking.indexOf(r.status) >= 0 && events.filter((e) => e.to_status === r.status).pop();
  return html`<${Frame} home=${home} title="办理进度" back="/requests.html">
    ${!r && !problem && !shell && html`<p role="status">正在取这一件…</p>`}
    ${shell && html`<${shell.is} s=${shell.s} />`}
    ${problem && html`<section class="note warn"><p role="alert">${problem}</p><button type="button" class="btn soft" onClick=${load}>再试一次</button>
      ${!session() && html`<a class="btn main" href="/login.html">登录</a><a class="btn" href="/track.html">凭编号查进度</a>`}</section>`}
    ${done && html`<p class="note ok" role="status"><b>${done}</b></p>`}
    ${r && html`<div class="stack">
      ${r.urgent && Urgent && html`<${Urgent} ...${{ home, r }} />`}
      ${why && html`<section class="note warn"><p><b>${r.status_label}</b></p><p>${why.sentence}</p></section>`}
      ${answered && html`<${Answer} r=${r} replies=${replies} />`}
      ${rate && html`<${VerbForm} key=${'rate' + r.updated} verb=${rate} send=${act(rate)} open=${true} />`}
      <section class="card"><p class="row meta"><${Status} r=${r} /><span class="small">${r.request_no}</span></p>
        ${r.step > 0 && r.status !== 'merged' && html`<${Steps} step=${r.step} />`}
        ${r.due_reason && r.step < 4 ? html`<p class="small">${r.due_reason}</p>` : html`<${Due} r=${r} />`}
        ${r.handler_name && html`<p class="small">承办单位：${r.handler_name}</p>`}</section>
      ${!answered && html`<${Answer} r=${r} replies=${replies} old />`}
      ${forms(others)}
      ${aid && html`<${aid.Helpers} of=${aid.of} onDone=${() => { tellDone('记下了，志愿者看得到您的感谢'); scrollTo(0, 0); load(); }} />`}
      ${kin && html`<${kin.Family} of=${kin.of} />`}
      <section class="card"><h2>您反映的事</h2><p class="words">${r.text || ((r.photos || []).length ? '（看照片）' : '请给我回电话')}</p><p class="small">${r.place_label}</p>
        <p class="small">${when(r.received_at, true)}</p>
        <${Pictures} base=${'/api/requests/' + r.id + '/files/'} names=${r.photos} label="您的照片" /></section>
      ${events.length > 0 && html`<${Timeline} events=${events} />`}
      ${forms(last)}</div>`}<//>`;
}
mount(Request);
