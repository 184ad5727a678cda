// 隐私与说明: who runs this, what is kept, who sees it, how to correct or delete it.
import { html } from '../../vendor/preact.js';
import { Frame, mount, useHome } from '../parts/frame.js';
import { useReaders } from '../parts/readers.js';

function About() {
  const home = useHome(), readers = useReaders(), c = home.community;
  return html`<${Frame} home=${home} title="隐私与说明">
    <section class="card"><h2>这是什么</h2><p>这是${c.name || '本社区'}为居民办事的页面。您说一件事，社区会收下、转给能办的单位，办好以后告诉您。</p>
      <p>不用下载，不用关注，打电话、上门、写信都一样办。</p>
      <p>有危险请先拨 110、119、120，这里不能代替报警。</p></section>
    <section class="card"><h2>我们留什么</h2><ul class="dots"><li>您的姓、电话、住址，您说的话和照片。</li><li>不要身份证号。照片上的拍摄地点会去掉。</li><li>扫码只记总次数，不记是谁扫的。</li>
      </ul></section>
    <section class="card"><h2>谁看得到</h2><ul class="dots"><li>社区里办这件事的人，和收到转办的单位。</li><li>承办单位签收以后，凭社区给的对接码，才看得到您的电话。</li>
      <li>您给了几分，承办单位看不到是谁给的。</li></ul></section>
    <section class="card"><h2>书记信箱和作风意见</h2><p>${readers.scope}</p><ul class="dots"><li>${readers.secretary_says}</li><li>${readers.upper_says}</li>
      <li>说到具体的人、家里的暴力这样的事，不进普通办理，另外保密存放，只凭查询码看答复。</li></ul><a class="btn soft" href="/letter.html">去书记信箱</a></section>
    <section class="card"><h2>您可以</h2><ul class="dots"><li>在『我的』里看社区存了您的什么、谁看过您的电话，留一份；改称呼、室号、电话和楼栋；要求删除。</li><li>不会用手机的，打电话或到社区来，一样办。</li></ul></section>
    ${c.consent_text && html`<section class="card"><h2>同意书全文</h2><p class="words small">${c.consent_text}</p><p
      class="small">版本 ${c.consent_version}</p></section>`}
    <section class="card"><h2>社区在哪里</h2><dl class="facts"><div><dt>地址</dt><dd>${c.address || '见楼道海报'}</dd></div><div><dt>电话</dt><dd>
      ${c.phone || '见楼道海报'}</dd></div><div><dt>接听时间</dt><dd>${c.phone_hours || '见楼道海报'}</dd></div>
      ${c.online_hours && html`<div><dt>网上受理</dt><dd>${c.online_hours}</dd></div>`}</dl></section>
    <section class="card"><h2>这个页面不好用？</h2><p>字太小、看不懂、点不动，都可以告诉我们。</p><a class="btn" href="/ask.html?about=system">对本系统提意见</a></section><//>`;
}
mount(About);
