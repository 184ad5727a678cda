// Puts a printed page on the screen: #posters/CODE,CODE · #receipt/ID?code=… · #referral/ID
import { html, render, useEffect, useRef, useState } from '../../vendor/preact.js';
import { use, session, get } from '../api.js';

const TITLES = { posters: '海报', receipt: '回执', referral: '承办单' };

/** The desk's token or the secretary's, whichever still holds. */
function authorise() {
  use('hg_desk', 'staff');
  if (!session()) use('__pb_superuser_auth__', '_superusers');
  return !!session();
}

/** The fragment as {kind, id, query}; null when it names nothing of ours. */
function read() {
  const m = /^#(posters|receipt|referral)\/([^?]+)(\?.*)?$/.exec(location.hash);
  return m && { kind: m[1], id: m[2], query: m[3] || '' };
}

function words(err) {
  if (err.status === 401) return '请先登录工作台，再打开这一页。';
  if (err.status === 403) return '您的账号不能打印这一页。';
  if (err.status === 404) return '没有找到要打印的内容：可能已经作废，或者地址没有复制完整。';
  return err.message;
}

function Print() {
  const [job, setJob] = useState(read());
  const [ink, setInk] = useState(false);
  const [state, set] = useState({ busy: true, wrong: '', login: false });
  const paper = useRef(null);

  const fetchIt = () => {
    if (!job) { set({ busy: false, wrong: '地址里没有说要打印什么，请从工作台重新打开。', login: false }); return; }
    document.title = '打印' + TITLES[job.kind];
    if (!authorise()) { set({ busy: false, wrong: '请先登录工作台，再打开这一页。', login: true }); return; }
    set({ busy: true, wrong: '', login: false });
    const variant = job.kind === 'posters' ? '?variant=' + (ink ? 'ink' : 'colour') : job.query;
    get('/api/print/' + job.kind + '/' + job.id + variant).then(fragment => {
      // Our own server's page: scripts in it would be refused by the page's policy.
      paper.current.innerHTML = fragment;
      set({ busy: false, wrong: '', login: false });
    }, err => set({ busy: false, wrong: words(err), login: err.status === 401 }));
  };
  useEffect(() => {
    const changed = () => setJob(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  useEffect(fetchIt, [job, ink]);

  const back = () => (history.length > 1 ? history.back() : location.assign('/desk.html'));
  return html`<div>
    <header class="print-bar">
      <button class="btn" onClick=${back}>返回</button>
      <h1>${job ? TITLES[job.kind] : '打印'}</h1>
      ${job && job.kind === 'posters' && html`<button class="btn" aria-pressed=${String(ink)} onClick=${() => setInk(!ink)}>${ink ? '换彩色版' : '换省墨版'}</button>`}
      <button class="btn primary" disabled=${state.busy || !!state.wrong} onClick=${() => print()}>打印</button>
    </header>
    ${state.busy && html`<p class="state" role="status">正在准备要打印的内容…</p>`}
    ${state.wrong && html`<div class="state failed" role="alert"><p>${state.wrong}</p>
      <p class="buttons">${state.login ? html`<a class="btn primary" href="/desk.html">去登录</a>` : html`<button class="btn" onClick=${fetchIt}>重试</button>`}</p></div>`}
    <div class=${'paper' + (state.busy || state.wrong ? ' waiting' : '')} ref=${paper}></div>
  </div>`;
}

render(html`<${Print} />`, document.getElementById('app'));
