// 没有这个页面: the way back, and the phone.
import { html } from '../../vendor/preact.js';
import { Frame, mount, useHome } from '../parts/frame.js';

function Missing() {
  const home = useHome();
  return html`<${Frame} home=${home} title="没有这个页面"><section class="card"><p>地址可能抄错了，或者这一页已经不用了。</p>
    <a class="btn main" href="/ask.html">我要求助</a><a class="btn" href="/">回首页</a></section><//>`;
}
mount(Missing);
