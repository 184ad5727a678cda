// 我的诉求: everything this person asked, newest first.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { get, session } from '../api.js';
import { Frame, mount, useHome } from '../parts/frame.js';
import { RequestCard } from '../parts/steps.js';

// What the office keeps sealed, and what draws it: known before the list is shown, so that it pushes nothing down.
const shells = () => get('/api/requests/sealed').then((answer) => (answer.items.length
  ? import('../parts/shell.js').then((m) => ({ items: answer.items, Shell: m.Shell })) : { items: [] }));

const perPage = 20;

function Requests() {
  const home = useHome(), [list, set] = useState(null), [page, turn] = useState(1), [more, setMore] = useState(false), [problem, say] = useState(''),
    [{ items: sealed, Shell }, setSealed] = useState({ items: [] });
  const load = (n, beside) => {
    say('');
    const list = get('/api/collections/requests/records?sort=-received_at&skipTotal=1&perPage=' + perPage + '&page=' + n);
    Promise.all([list, beside]).then(([answer, found]) => {
      if (found) setSealed(found);
      set((old) => (n > 1 ? old : []).concat(answer.items));
      setMore(answer.items.length === perPage);
      turn(n);
    }, (e) => say(e.message));
  };
  const known = !!session();
  useEffect(() => {
    if (!known) return;
    load(1, shells().catch(() => 0));
  }, []);
  return html`<${Frame} home=${home} title="我的诉求">
    ${!known && html`<div class="stack"><section class="card"><h2>这部手机还没有登记</h2><p>反映过的事，登录以后就能看到。有编号和查询码，也可以直接查那一件。</p>
      <a class="btn main" href="/login.html">登录</a><a class="btn" href="/track.html">凭编号查进度</a></section>
      <section class="card"><p>还没有反映过？</p><a class="btn soft" href="/ask.html">我要求助</a></section></div>`}
    ${known && !list && !problem && html`<p role="status">正在取您的诉求…</p>`}
    ${problem && html`<section class="note warn"><p role="alert">${problem}</p><button type="button" class="btn soft"
      onClick=${() => load(page)}>再试一次</button></section>`}
    ${Shell && sealed.map((s) => html`<${Shell} key=${s.id} s=${s} />`)}
    ${list && !list.length && !sealed.length && html`<section class="card"><h2>还没有反映过事情</h2><p>遇到事，说一句话、拍张照片就行。</p></section>`}
    ${list && list.length > 0 && html`<div class="stack">${list.map((r) => html`<${RequestCard} key=${r.id} r=${r} />`)}</div>`}
    ${more && html`<button type="button" class="btn soft" onClick=${() => load(page + 1)}>看更早的</button>`}
    ${known && list && html`<a class="btn main" href="/ask.html">再说一件事</a>`}<//>`;
}
mount(Requests);
