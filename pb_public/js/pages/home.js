// 首页: one big way to ask, my latest matter, this month in one sentence.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { kept } from '../api.js';
import { Frame, Icon, mount, useHome } from '../parts/frame.js';

const Missing = ({ r }) => html`<a class="card" href=${'/request.html#' + r.id}>${r.summary || '（看照片）'}</a>`; // the steps did not load

function Home() {
  const home = useHome(kept.get('hg_poster')), c = home.community, m = home.month, answers = home.answers || [], news = home.bulletin || [];
  const [Card, setCard] = useState(null), latest = home.latest;
  useEffect(() => { if (latest) import('../parts/steps.js').then((m) => setCard(() => m.RequestCard), () => setCard(() => Missing)); }, [!!latest]);
  const ready = home.problem || home.loaded && (!latest || Card); // nothing below may move under a thumb once it is there
  return html`<${Frame} home=${home} hero=${c.name || '社区'} title=${c.brand || '红色管家'}>
    <a class="card row ask" href="/ask.html"><span class="badge"><${Icon} is="heart" /></span><span class="grow"><b>我要求助</b><br /><span
      class="small">求助、咨询、建议，说一句、拍张照都行</span></span></a>
    ${!ready && html`<p class="waits" role="status">正在取您的消息…</p>`}
    ${ready && html`${answers.map((a) => html`<a class="card row answer" href=${'/request.html#' + a.id}><${Icon} is="bell" /><span class="grow">
      <b>您有 1 条答复</b><br /><span class="small">${a.summary}</span></span><${Icon} is="next" /></a>`)}
    ${home.ending && html`<a class="card row" href="/points.html"><span class="badge soft"><${Icon} is="bell" /></span><span class="grow"><b>积分快到期了</b><br /><span
      class="small">${home.ending}，看看能换什么</span></span><${Icon} is="next" /></a>`}
    ${latest && html`<section class="stack" aria-label="我最近的一件"><div class="row head"><h2 class="grow">我最近的一件</h2><a class="link"
      href="/requests.html">看全部</a></div><${Card} r=${latest} /></section>`}
    ${news.length > 0 && html`<section class="stack" aria-label="红管发布"><div class="row head"><h2 class="grow">红管发布</h2><a class="link"
      href="/bulletin.html">看全部</a></div>${news.map((p) => html`<a class="card row" key=${p.id} href=${'/bulletin.html#' + p.id}><span class="grow">
      <b>${p.title}</b><br /><span class="small">${p.kind_label}</span></span><${Icon} is="next" /></a>`)}</section>`}
    <a class="card row" href="/search.html"><span class="badge soft"><${Icon} is="list" /></span><span class="grow"><b>查答案</b><br /><span
      class="small">老年证、停水、居住证…先看看怎么办</span></span><${Icon} is="next" /></a>
    <div class="pair"><a class="card" href="/track.html"><span class="badge soft"><${Icon} is="search" /></span><h2>查进度</h2><p
      class="small">凭编号和查询码</p></a>
      <a class="card" href="/letter.html"><span class="badge soft"><${Icon} is="mail" /></span><h2>书记信箱</h2><p class="small">写信、提意见</p></a></div>
    <a class="card row" href="/helping.html"><span class="badge soft"><${Icon} is="heart" /></span><span class="grow"><b>志愿服务</b><br /><span
      class="small">有空帮邻居，接一单</span></span><${Icon} is="next" /></a>
    ${m && m.received > 0 && html`<section class="card"><h2>本月办理</h2><p>本月收到 <b class="figure">${m.received}</b> 件，已答复 <b class="figure">
      ${m.replied}</b> 件，<b class="figure">${m.open}</b> 件在办。</p></section>`}
    ${home.loaded && !home.me && html`<section class="card"><h2>第一次来？</h2><p>不用注册，直接点『我要求助』。也可以先登记，下次少填几样。</p>
      <a class="btn soft" href="/me.html">登记成为居民</a><a class="link" href="/login.html">以前登记过？登录</a></section>`}
    ${home.problem && html`<p class="note warn" role="status">${home.problem}</p>`}`}<//>`;
}
mount(Home);
