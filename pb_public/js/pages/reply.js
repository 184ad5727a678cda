// 承办单位办理: the no-account side. The link's secret travels in the fragment only.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { call, get, kept } from '../api.js';
import { bodyOf, VerbForm } from '../parts/form.js';
import { Frame, Icon, mount, tel, useHome, when } from '../parts/frame.js';
import { OrgList } from '../parts/org-list.js';
import { Pictures } from '../parts/pictures.js';

const token = () => location.hash.slice(1).replace(/[^\w-]/g, '');
const path = () => '/api/reply/' + token();
let whole = ''; // the organisation's own page, when one came from there
const thanks = { sign: '已签收。办好以后，请在这里答复。', reply: '答复已经交给社区，谢谢。', progress: '进展已经记下，居民看得到。',
  return: '已退回社区，由社区另行安排。', extend: '延期申请已经交给社区，同意后才算数。' };
const solved = { yes: '已解决', partly: '部分解决', no: '未解决' };

/** What only this side asks for: who is acting, the 对接码, and to whom a matter is forwarded. */
function complete(a) {
  const name = { name: 'by', label: '您的姓名', type: 'text', required: true, value: a.signed_by || kept.get('hg_by') || '' };
  const forward = [
    { name: 'org', label: '转交给哪个承办党组织', type: 'org', hint: '名单里没有的，写在下一行' },
    { name: 'org_name', label: '单位名称', type: 'text', hint: '上面选了就不用写' },
    { name: 'org_email', label: '对方邮箱', type: 'email', hint: '填了就把链接发过去' },
    { name: 'opinion', label: '转交意见', type: 'textarea', hint: '可不填' },
    { name: 'reply_by', label: '要求哪天前答复', type: 'date', hint: '不填按规定时限' },
  ];
  const before = (a.replies || []).slice(-1)[0];
  const verbs = (a.verbs || []).map((v) => {
    let fields = v.verb === 'forward' && !v.fields.length ? forward : v.fields;
    const signs = v.verb === 'sign' || v.verb === 'forward' || !a.signed_by;
    if (signs && !fields.some((f) => f.name === 'by')) fields = fields.concat(name);
    if (v.verb === 'reply' && before && before.state === 'sent_back') { // mended, not written anew
      fields = fields.map((f) => (f.name === 'text' && !f.value ? Object.assign({}, f, { value: before.text }) : f));
    }
    return Object.assign({}, v, { fields });
  });
  if (a.kind !== 'forward' && a.signed_by && !a.contact && verbs.length) {
    verbs.unshift({ verb: 'contact', label: '看居民的联系方式', fields: [{ name: 'pass_code', label: '对接码（社区给贵单位的）', type: 'text', required: true }] });
  }
  return verbs;
}

/** 『2026-12-04』 → 『12月4日』 */
const dayOf = (day) => { const p = day.slice(0, 10).split('-'); return Number(p[1]) + '月' + Number(p[2]) + '日'; };

/** 『11月27日（周五）17:30 前』 */
const clock = (at) => when(at) + when(at, true).split(' ')[1] + ' 前';
const Fact = ({ label, children }) => (children ? html`<div><dt>${label}</dt><dd>${children}</dd></div>` : null);

function Matter({ a }) {
  const q = a.request, forward = a.kind === 'forward', again = (q.text || '').indexOf((q.summary || '').replace(/…$/, '')) === 0;
  return html`<section class="card"><p class="row meta"><span class="chip">${q.status_label}</span><span class="small">${q.request_no}</span></p>
    ${!again && html`<h2>${q.summary}</h2>`}
    ${q.text && html`<p class="words">${q.text}</p>`}
    <dl class="facts"><${Fact} label="地点">${q.place_label}<//>
      <${Fact} label="类型">${[q.kind_label, q.category_label].filter(Boolean).join(' · ')}<//>
      <${Fact} label="期限">${q.due_at && html`<b>${clock(q.due_at)}</b>`}
        ${q.due_at && q.due_reason && html`<p class="small">${q.due_reason}</p>`}<//>
      <${Fact} label="签收">${!a.signed_by && !forward && q.sign_by > a.now.replace('T', ' ') && html`请在 ${clock(q.sign_by)}`}<//><${Fact} label="签收人">${a.signed_by}<//></dl>
    <${Pictures} base=${path() + '/files/'} names=${q.photos} label="现场照片" /></section>`;
}

const Contact = ({ c }) => html`<section class="card"><h2>联系居民</h2><p><b>${c.name}</b>　${c.room ? c.room + ' 室' : ''}</p>
  ${c.phone && html`<a class="btn" href=${tel(c.phone)}><${Icon} is="phone" />${c.phone}</a>`}
  ${c.on_behalf_phone && html`<p>替${c.on_behalf_relation || '家人'}反映，请打给${c.on_behalf_name || '家人'}：</p>
    <a class="btn" href=${tel(c.on_behalf_phone)}><${Icon} is="phone" />${c.on_behalf_phone}</a>`}
  <p class="small">只用于办这件事，请不要转发。</p></section>`;

/** What was done before: nobody begins from nothing when a matter comes back or is forwarded. */
function History({ steps }) {
  const [all, show] = useState(false), rows = steps.slice().reverse(), few = all ? rows : rows.slice(0, 4);
  if (!steps.length) return null;
  return html`<section class="card"><h2>办理经过</h2>
    <ol class="line">${few.map((s) => html`<li key=${s.at + s.sentence}><p class="words">${s.sentence}</p><p class="small">${when(s.at, true)}</p></li>`)}</ol>
    ${!all && rows.length > few.length && html`<button type="button" class="btn soft" onClick=${() => show(true)}>看更早的 ${rows.length - few.length} 条</button>`}</section>`;
}

const Sent = ({ p }) => html`<section class=${'card' + (p.state === 'sent' ? ' reply' : '')}><h2>${p.state_label || '已答复'}</h2><p class="words">${p.text}</p>
  <p class="small">${[solved[p.solved], p.by, when(p.at, true)].filter(Boolean).join('　')}</p>
  <${Pictures} base=${path() + '/files/'} names=${p.files} label="答复照片" /></section>`;

function Reply() {
  const home = useHome(), [a, set] = useState(null), [problem, say] = useState(''), [done, tellDone] = useState('');
  const load = () => {
    say(token() ? '' : '链接不完整，请回到微信或邮件里，再点一次原来的链接。');
    if (token()) get(path(), { guest: true }).then((answer) => { if (answer.kind === 'list') whole = token(); set(answer); scrollTo(0, 0); }, (e) => say(e.message));
  };
  useEffect(() => {
    load();
    const again = () => { set(null); tellDone(''); load(); };
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  const act = (verb) => (values, options) => call('POST', path(), bodyOf(values, { action: verb.verb }),
    Object.assign({ guest: true }, options)).then((answer) => {
    if (values.by) kept.set('hg_by', values.by);
    tellDone(verb.verb === 'contact' ? '' : (values.org || values.org_name ? '已转交' + (values.org_name || a.orgs.filter((o) => o.id === values.org)[0].name) + '，谢谢。' : thanks[verb.verb]) || '『' + verb.label + '』已经记下。');
    set((old) => (answer.request ? Object.assign({}, answer, { contact: answer.contact || old.contact })
      : Object.assign({}, old, { verbs: [], ended: true, request: Object.assign({}, old.request, { status_label: '不在这里办了' }) })));
    scrollTo(0, 0);
  });
  const phone = home.community.phone, verbs = a && a.kind !== 'list' ? complete(a) : [], forward = a && a.kind === 'forward', listed = a && a.kind === 'list';
  return html`<${Frame} home=${home} title=${listed ? '交给本单位的诉求' : forward ? '转交承办党组织' : '承办单位办理'} back=""
      bar=${html`<div class="bar do" role="region" aria-label="联系社区"><div>
        <a class="btn call" href=${phone ? tel(phone) : '#foot'}><${Icon} is="phone" />打电话给社区</a></div></div>`}>
    ${!a && !problem && html`<p role="status">正在取这件诉求…</p>`}
    ${problem && html`<section class="note warn"><p role="alert">${problem}</p>
      ${token() && html`<button type="button" class="btn soft" onClick=${load}>再试一次</button>`}</section>`}
    ${done && html`<p class="note ok" role="status"><b>${done}</b></p>`}
    ${listed && html`<${OrgList} key=${token()} token=${token()} a=${a} />`}
    ${!listed && whole && whole !== token() && html`<p><a class="btn soft" href=${'#' + whole}><${Icon} is="back" />回到全部诉求</a></p>`}
    ${a && !listed && html`<div class="stack"><p class="lead">${a.org_name}：${(a.community && a.community.name) || ''}
      请贵单位${forward ? '转交承办党组织办理' : '办理'}这件居民诉求。</p>
      ${a.note && html`<section class="note warn"><p><b>请接着办理</b></p><p class="words">${a.note}</p></section>`}
      ${(a.opinion || a.reply_by) && html`<section class="note"><p><b>组织部门转来的意见</b></p>
        ${a.opinion && html`<p class="words">${a.opinion}</p>`}${a.reply_by && html`<p>请在 ${dayOf(a.reply_by)} 前答复。</p>`}</section>`}
      <${Matter} a=${a} />
      ${a.contact && html`<${Contact} c=${a.contact} />`}
      ${(a.replies || []).length > 0 && html`<div class="stack">${a.replies.map((p) => html`<${Sent} key=${p.at} p=${p} />`)}</div>`}
      ${verbs.length > 0 && html`<div class="stack">${verbs.map((v, i) => html`<${VerbForm} key=${v.verb + a.request.status + a.state}
        verb=${v} send=${act(v)} orgs=${a.orgs} papers
        open=${i === 0 && (v.verb === 'sign' || v.verb === 'forward')} />`)}</div>`}
      <${History} steps=${a.history || []} />
      ${!verbs.length && !a.ended && html`<p class="note">${a.request.status === 'in_review' ? '社区正在看您的答复。要改的话，会请您回到这条链接。' : '这条链接上没有要办的了，谢谢。'}</p>`}</div>`}
    <p class="small">直接打电话告诉社区也可以，由社区代为登记。</p><//>`;
}
mount(Reply);
