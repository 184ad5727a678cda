// 登记大屏: projected on a wall on the first day, one big code and how many have registered.
import { html, render, useEffect, useRef, useState } from '../../vendor/preact.js';
import { use, session, get } from '../api.js';

const EVERY = 5000; // ms between two looks: somebody who has just registered waits for her number

/** The desk's token or the secretary's, whichever still holds. */
function authorise() {
  use('hg_desk', 'staff');
  if (!session()) use('__pb_superuser_auth__', '_superusers');
  return !!session();
}

/** The code as our own server drew it; the page's policy refuses any script in it. */
function Code({ svg }) {
  const box = useRef(null);
  useEffect(() => { box.current.innerHTML = svg; }, [svg]);
  return html`<div class="qr" ref=${box}></div>`;
}

function fullScreen() {
  const root = document.documentElement, ask = root.requestFullscreen || root.webkitRequestFullscreen;
  if (ask) ask.call(root);
}

function Launch() {
  const [d, set] = useState(null), [wrong, say] = useState(''), [login, needLogin] = useState(false);
  useEffect(() => {
    if (!authorise()) { needLogin(true); return undefined; }
    const look = () => get('/api/posters/launch').then((fresh) => { set(fresh); say(''); document.title = fresh.community + ' 登记大屏'; },
      (err) => { if (err.status === 401 || err.status === 403) needLogin(true); else say(err.message); });
    look();
    const timer = setInterval(look, EVERY);
    return () => clearInterval(timer);
  }, []);
  if (login) return html`<p class="state" role="alert">请先登录工作台，再打开登记大屏。<br /><a href="/desk.html">去登录</a></p>`;
  if (!d) return html`<p class="state" role="status">${wrong ? wrong + ' 正在重试…' : '正在打开登记大屏…'}</p>`;
  return html`<header class="top"><p><b>${d.community}</b>　${d.brand}</p><button type="button" onClick=${fullScreen}>全屏显示</button></header>
    ${d.trial && html`<p class="trial" role="alert">注意：这个网址只适合试用（局域网、纯数字地址或没有 https），居民回家以后可能打不开。</p>`}
    <main class="hall">
      <div class="code"><${Code} svg=${d.qr} /><p>${d.address}</p></div>
      <div class="said"><h1>微信扫一扫<br />登记成为居民</h1>
        <p>${d.slogan}。以后有事，说一句、拍张照就行。</p>
        <p class="count" aria-live="polite"><b>${d.registered}</b><span>位居民已登记${d.today > 0 ? '，今天 ' + d.today + ' 位' : ''}</span></p></div>
    </main>
    <p class="quiet" role="status">${wrong ? '暂时连不上，数字停在刚才，正在重试…' : d.phone ? '不会用手机的，请到桌前登记，或打 ' + d.phone : ''}</p>`;
}

const app = document.getElementById('app');
app.textContent = '';
render(html`<${Launch} />`, app);
