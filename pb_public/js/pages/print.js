// Puts a printed page on the screen: #posters/CODE,CODE · #receipt/ID?code=… · #referral/ID · #letter/ID · #supervision/ID · #contact/ID · #card/ID,ID · #plates/CODE,CODE · #handout/requests?filter=…
import { html, render, useEffect, useRef, useState } from '../../vendor/preact.js';
import { use, session, get } from '../api.js';

const TITLES = { posters: '海报', receipt: '受理回执', referral: '民意诉求承办单', letter: '部门转办函', supervision: '督办单', contact: '诉求人联系单', card: '便民卡', plates: '门牌贴', handout: '交办清单' };

/** The desk's token or the secretary's, whichever still holds. */
function authorise() {
  use('hg_desk', 'staff');
  if (!session()) use('__pb_superuser_auth__', '_superusers');
  return !!session();
}

/** The fragment as {kind, id, query}; null when it names nothing to print. */
function read() {
  const m = /^#([a-z]+)\/([^?]+)(\?.*)?$/.exec(location.hash);
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
  const [sheets, count] = useState(0);
  const [own, setOwn] = useState(false); // the office prints this on a Word form of its own
  const [state, set] = useState({ busy: true, wrong: '', login: false });
  const paper = useRef(null);

  const fetchIt = () => {
    const fail = (wrong, login) => set({ busy: false, wrong: wrong, login: !!login });
    if (!job) { fail('地址里没有说要打印什么，请从工作台重新打开。'); return; }
    document.title = '打印' + (TITLES[job.kind] || '');
    if (!authorise()) { fail('请先登录工作台，再打开这一页。', true); return; }
    set({ busy: true, wrong: '', login: false });
    const query = job.kind === 'posters' ? '?variant=' + (ink ? 'ink' : 'colour') : job.query;
    get('/api/print/' + job.kind + '/' + job.id + query).then(fragment => {
      // Our own server's page, names escaped there; the page's policy refuses any script in it.
      paper.current.innerHTML = fragment;
      count(paper.current.querySelectorAll('.sheet').length);
      setOwn(!!paper.current.querySelector('.print-own'));
      set({ busy: false, wrong: '', login: false });
    }, err => fail(words(err), err.status === 401));
  };
  useEffect(() => {
    const changed = () => setJob(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  useEffect(fetchIt, [job, ink]);

  const word = () => get('/api/referrals/' + job.id + '/form.docx', { blob: true }).then(blob => {
    const a = document.createElement('a');
    a.href = URL.createObjectURL(blob);
    a.download = '民意诉求承办单.docx';
    document.body.appendChild(a);
    a.click();
    document.body.removeChild(a);
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
  }, err => set({ busy: false, wrong: 'Word 版没有下载到：' + words(err), login: err.status === 401 }));
  const back = () => (history.length > 1 ? history.back() : location.assign('/desk.html'));
  return html`<header class="print-bar">
      <button class="print-button" onClick=${back}>返回</button>
      <h1>${(job && TITLES[job.kind]) || '打印'}${sheets > 0 && !state.busy && !state.wrong ? '（共 ' + sheets + ' 张纸）' : ''}</h1>
      ${job && job.kind === 'posters' && html`<button class="print-button" onClick=${() => setInk(!ink)}>${ink ? '换彩色版' : '换省墨版'}</button>`}
      ${job && job.kind === 'referral' && html`<button class=${'print-button' + (own ? ' primary' : '')} disabled=${state.busy || !!state.wrong} onClick=${word}>下载 Word 版</button>`}
      <button class=${'print-button' + (own ? '' : ' primary')} disabled=${state.busy || !!state.wrong} onClick=${() => print()}>打印</button>
    </header>
    <main>
      ${state.busy && html`<p class="print-state" role="status">正在准备要打印的内容…</p>`}
      ${state.wrong && html`<div class="print-state wrong" role="alert"><p>${state.wrong}</p>
        ${state.login ? html`<a class="print-button primary" href="/desk.html">去登录</a>` : html`<button class="print-button" onClick=${fetchIt}>重试</button>`}</div>`}
      <div class=${'print-paper' + (state.busy || state.wrong ? ' waiting' : '')} ref=${paper} tabindex="0" role="region"
        aria-label="要打印的纸"></div>
    </main>`;
}

const app = document.getElementById('app');
app.textContent = '';
render(html`<${Print} />`, app);
