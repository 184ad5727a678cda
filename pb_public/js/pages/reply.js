// 承办单位办理: the no-account side. The link's secret travels in the fragment only.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { call, get, kept } from '../api.js';
import { bodyOf, VerbForm } from '../parts/form.js';
import { Frame, Icon, mount, tel, useHome, when } from '../parts/frame.js';
import { Pictures } from '../parts/pictures.js';

const token = () => location.hash.slice(1).replace(/[^\w-]/g, '');
const solved = { yes: '已解决', partly: '部分解决', no: '未解决' };

const Fact = ({ label, children }) => (children ? html`<div><dt>${label}</dt><dd>${children}</dd></div>` : null);

function Matter({ a }) {
  const q = a.request;
  return html`<section class="card"><p class="row meta"><span class="chip">${q.status_label}</span><span class="small">${q.request_no}
    </span></p>${(q.text || '').indexOf(q.summary.replace(/…$/, '')) !== 0 && html`<h2>${q.summary}</h2>`}
    ${q.text && html`<p class="words">${q.text}</p>`}
    <dl class="facts"><${Fact} label="地点">${q.place_label}<//><${Fact} label="类型">${[q.kind_label, q.category_label].filter(Boolean).join(' · ')}<//>
      <${Fact} label="期限">${q.due_at && html`<b>${when(q.due_at)} ${when(q.due_at, true).split(' ')[1]} 前</b>`}<//><${Fact} label="怎么算的">
        ${q.due_reason}<//><${Fact} label="签收人">${a.signed_by}<//></dl>
    <${Pictures} base=${'/api/reply/' + token() + '/files/'} names=${q.photos} label="现场照片" /></section>`;
}

function Reply() {
  const home = useHome(), [a, set] = useState(null), [problem, say] = useState(''), [done, tellDone] = useState('');
  const path = () => '/api/reply/' + token();
  const load = () => { say(''); if (!token()) return say('链接不完整，请回到微信或邮件里，再点一次原来的链接。');
    get(path(), { guest: true }).then(set, (e) => say(e.message)); };
  useEffect(() => {
    load();
    const again = () => { set(null); tellDone(''); load(); };
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  const act = (verb) => (values, options) => {
    if (values.by) kept.set('hg_by', values.by);
    return call('POST', path(), bodyOf(values, { action: verb.verb }), Object.assign({ guest: true }, options)).then((answer) => {
      set(answer);
      tellDone(verb.verb === 'contact' ? '' : '『' + verb.label + '』已经记下，社区看得到。');
      scrollTo(0, 0);
    });
  };
  const named = (verb) => Object.assign({}, verb, { fields: (verb.fields
    || []).map((f) => (f.name === 'by' && !f.value ? Object.assign({}, f, { value: (a.signed_by || kept.get('hg_by') || '') }) : f)) });
  return html`<${Frame} home=${home} title=${a && a.kind === 'forward' ? '转交承办党组织' : '承办单位办理'} back=""
      bar=${html`<div class="bar do" role="region" aria-label="联系社区"><div><a class="btn call"
        href=${home.community.phone ? tel(home.community.phone) : '#foot'}><${Icon} is="phone" />打电话给社区</a></div></div>`}>
    ${!a && !problem && html`<p role="status">正在取这件诉求…</p>`}
    ${problem && html`<section class="note warn"><p role="alert">${problem}</p>
      ${token() && html`<button type="button" class="btn soft" onClick=${load}>再试一次</button>`}<p class="small">直接打电话告诉社区也可以，由社区代为登记。</p></section>`}
    ${done && html`<p class="note ok" role="status"><b>${done}</b></p>`}
    ${a && html`<p class="lead">${a.org_name}：${a.community}请贵单位${a.kind === 'forward' ? '转交承办党组织办理' : '办理'}这件居民诉求。</p>
      <${Matter} a=${a} />
      ${a.contact && html`<section class="card"><h2>联系居民</h2><p class="row"><span class="grow"><b>${a.contact.name}</b>
        ${a.contact.room && html` ${a.contact.room} 室`}</span></p>
        ${a.contact.phone && html`<a class="btn" href=${tel(a.contact.phone)}><${Icon} is="phone" />${a.contact.phone}</a>`}<p
          class="small">只用于办这件事，请不要转发。</p></section>`}
      ${(a.replies || []).map((p) => html`<section class="card reply"><h2>已答复</h2><p class="words">${p.text}</p><p class="small">
        ${[solved[p.solved], p.by_label, when(p.at, true)].filter(Boolean).join('　')}</p>
        <${Pictures} base=${path() + '/files/'} names=${p.files} label="答复照片" /></section>`)}
      ${(a.verbs || []).map((v) => html`<${VerbForm} key=${v.verb + a.state} verb=${named(v)} send=${act(v)}
        open=${v.verb === 'sign' || a.verbs.length === 1} orgs=${a.orgs} papers />`)}
      ${!(a.verbs || []).length && html`<p class="note">这条链接上没有要办的了，谢谢。</p>`}
      <p class="small">直接打电话告诉社区也可以，由社区代为登记。</p>`}<//>`;
}
mount(Reply);
