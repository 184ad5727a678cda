import { html, useEffect, useState } from './view.js';
import { get } from './api.js';
import { go } from './load.js';
import { Failed, Loading } from './states.js';
import { Claim } from './helping.js';

/** The organiser's screen at the place of service: a code that changes every half minute, and who has signed. */
export function Screen(props) {
  const [s, set] = useState(null);
  const [error, setError] = useState(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let timer = 0;
    let live = true;
    const read = () => get('/api/orders/' + props.order + '/screen').then(d => {
      if (!live) return;
      set(d);
      setError(null);
      timer = setTimeout(read, Math.min(d.seconds, 5) * 1000); // the list fills while people stand there
    }, e => { if (live) { setError(e); timer = setTimeout(read, 5000); } });
    read();
    return () => { live = false; clearTimeout(timer); };
  }, [props.order, turn]);
  const back = html`<p class="buttons"><button class="btn" onClick=${() => go('helping')}>返回志愿服务</button></p>`;
  if (!s) return html`<div class="view">${error ? html`<${Failed} error=${error} again=${() => setTurn(turn + 1)} />` : html`<${Loading} words="正在打开签到码…" />`}${back}</div>`;
  const there = s.claims.filter(c => ['in', 'out', 'done'].indexOf(c.state) >= 0).length;
  return html`<div class="view"><header class="page-head"><h1>${s.order.title}</h1><span class="quiet">${s.order.when}　${s.order.place_label}</span></header>
    ${error && html`<p class="note warn" role="alert">网络断了，码可能已经过期：${error.message}</p>`}
    <section class="card sign-screen" aria-label="签到码"><img class="sign-qr" alt="签到二维码" src=${'data:image/svg+xml;utf8,' + encodeURIComponent(s.qr)} />
      <div><p>志愿者用手机扫码，签到、签退都用它。</p><p class="sign-code num" aria-label="签到码">${s.code}</p><p class="quiet">半分钟换一次，拍照转给别人没有用。没有手机的，在下面代签，或用纸质签到表。</p>
        <p><strong>到场 ${there} 人</strong>，请数一数人头，不在现场的点“没有到场”。</p></div></section>
    <section class="card" aria-label="名单"><h2>名单</h2>${!s.claims.length && html`<p class="quiet">还没有人接单。</p>`}
      <ul class="plain claim-list">${s.claims.map(c => html`<${Claim} key=${c.id} c=${c} done=${() => () => setTurn(turn + 1)} />`)}</ul></section>
    ${back}</div>`;
}
