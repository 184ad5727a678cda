// 红管发布: what the office tells its residents. The list, or after # the id of one to read.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { get, kept } from '../api.js';
import { Frame, mount, useHome, when } from '../parts/frame.js';

const poster = kept.get('hg_poster'); // the last code scanned: where a phone lives that never registered
const ask = (path, page) => get('/api/bulletin' + path + '?page=' + (page || 1) + (poster ? '&poster=' + encodeURIComponent(poster) : ''));
const opened = () => encodeURIComponent(location.hash.slice(1));

const Chips = ({ p }) => html`<p class="row meta"><span class="chip">${p.kind_label}</span>${p.pinned && html`<span class="chip warn">置顶</span>`}
  <span class=${p.place === '全社区' ? 'chip grey' : 'chip ok'}>${p.place}</span></p>`;

const Ghost = ({ children }) => html`<section class="card ghost"><p role="status">${children}</p><i></i><i></i><i></i></section>`;

const Problem = ({ e, again }) => html`<section class="note warn"><p role="alert">${e.message}</p>
  ${e.status === 404 ? html`<a class="btn soft" href="#">看其他通知</a>` : html`<button type="button" class="btn soft" onClick=${again}>再试一次</button>`}</section>`;

function Picture({ src, alt }) {
  const [lost, lose] = useState(false);
  return lost ? html`<p class="small">${alt}：没有取到，刷新再看</p>` : html`<figure class="whole"><img src=${src} alt=${alt} loading="lazy" onError=${() => lose(true)} /></figure>`;
}

function Article({ id }) {
  const [p, set] = useState(null), [e, say] = useState(null);
  const load = () => { say(null); ask('/' + id).then(set, say); };
  useEffect(load, []);
  if (e) return html`<${Problem} e=${e} again=${load} />`;
  if (!p) return html`<${Ghost}>正在取这条通知…<//>`;
  const one = p.pictures.length === 1;
  return html`<article class="card"><${Chips} p=${p} /><h2 class="headline">${p.title}</h2>
      <p class="small">${p.author}　${when(p.at)}${p.until && html`<br />${when(p.until, true)} 到期`}</p>
      <div class="post" dangerouslySetInnerHTML=${{ __html: p.body }}></div>
      ${p.pictures.map((name, i) => html`<${Picture} key=${name} src=${'/api/bulletin/' + id + '/pictures/' + name} alt=${p.title + ' 的图片' + (one ? '' : ' ' + (i + 1))} />`)}
      ${p.pictures.length > 0 && html`<p class="small">长按图片可以保存。</p>`}</article>
    <a class="btn main" href="#">看全部通知</a><a class="btn soft" href="/ask.html">问问社区</a>`;
}

function List({ known, keep, home }) {
  const [e, say] = useState(null), [busy, wait] = useState(false);
  const load = (page) => {
    if (busy) return;
    wait(true);
    say(null);
    ask('', page).then((a) => {
      const old = page > 1 ? known.items : [], has = old.map((p) => p.id);
      keep(Object.assign(a, { items: old.concat(a.items.filter((p) => has.indexOf(p.id) < 0)) })); // a new one meanwhile moves the others on
    }, say).then(() => wait(false));
  };
  useEffect(() => { if (!known) load(1); }, []);
  const items = known ? known.items : [];
  return html`${!known && !e && html`<${Ghost}>正在取通知…<//>`}
    ${items.map((p) => html`<a class="card" key=${p.id} href=${'#' + p.id}><${Chips} p=${p} /><h2>${p.title}</h2>
      ${p.begin && html`<p class="small">${p.begin}</p>`}<p class="small">${when(p.at)}</p></a>`)}
    ${known && !items.length && html`<section class="card"><h2>现在没有通知</h2><p>停水停电、社区活动、公示，都会写在这里。您有事也可以直接说，我们来办。</p>
      <a class="btn main" href="/ask.html">我要求助</a></section>`}
    ${e && html`<${Problem} e=${e} again=${() => load(known ? known.page + 1 : 1)} />`}
    ${known && known.more && !e && html`<button type="button" class="btn" disabled=${busy} onClick=${() => load(known.page + 1)}>${busy ? '正在取…' : '看更早的'}</button>`}
    ${known && home.loaded && !known.place && html`<p class="note">登记了住址，就能看到只发给您小区、您这栋楼的通知。<a class="link" href="/me.html">去登记</a></p>`}`;
}

function Bulletin() {
  const home = useHome(poster), [id, go] = useState(opened), [known, keep] = useState(null);
  useEffect(() => {
    const turn = () => { go(opened()); scrollTo(0, 0); };
    addEventListener('hashchange', turn);
    return () => removeEventListener('hashchange', turn);
  }, []);
  return html`<${Frame} home=${home} title="红管发布" back=${id ? '#' : '/'}>
    ${id ? html`<${Article} key=${id} id=${id} />` : html`<${List} known=${known} keep=${keep} home=${home} />`}<//>`;
}
mount(Bulletin);
