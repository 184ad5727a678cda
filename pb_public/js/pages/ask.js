// 我要求助: the page behind every poster. Say it first, leave a number at the end.
import { html, useState, useEffect, useRef } from '../../vendor/preact.js';
import { kept, newKey } from '../api.js';
import { Frame, Icon, mount, Photos, tel, useHome } from '../parts/frame.js';

const query = new URLSearchParams(location.search);
const code = (location.pathname.match(/^\/s\/([^/]+)/) || [])[1] || query.get('poster') || '';
if (code) kept.set('hg_poster', code);

/** What was written last time; a place picked by hand holds for the poster it was picked at. */
function start() {
  const d = Object.assign({ client_key: newKey(), text: '', code }, kept.get('hg_draft'));
  if (d.code !== code) { d.code = code; d.place = null; }
  if (query.get('about') === 'system' && !d.text) d.text = '对本系统的意见：';
  return d;
}

const parts = {}; // later steps and photo shrinking are fetched when they are near
function part(name) {
  const p = parts[name] || (parts[name] = { tries: 0 });
  return p.ready || (p.ready = import('../parts/' + name + '.js' + (p.tries++ ? '?' + p.tries : '')).catch((e) => {
    p.ready = null;
    throw new Error('手机网络不好，请再点一次。');
  }));
}

function Place({ place, chosen, state, waiting, onChange }) {
  const [Picker, open] = useState(null), [problem, say] = useState('');
  const label = chosen ? chosen.label : place && place.label;
  const why = waiting ? '正在认您扫的地点…' : chosen ? '您选的地点' : place ? (place.own ? '您登记的地址' : '已按您扫的码填好')
    : state === 'revoked' ? '这张码已停用，请选一下地点'
      : state === 'unknown' ? '没认出这张码，请选一下地点' : '不选也可以，写在下面就行';
  const change = () => Picker ? open(null) : part('place').then((m) => open(() => m.PlacePicker), (e) => say(e.message));
  return html`<section class="card" aria-label="地点">
    <div class="place"><${Icon} is="pin" /><div><p><b>${label || '在哪里？'}</b></p>
      <div class="row"><span class="small">${why}</span>
        <button type="button" class="link" aria-expanded=${!!Picker} onClick=${change}>${label ? '不是这里？改' : '选地点'}</button></div></div></div>
    ${problem && html`<p class="bad" role="alert">${problem}</p>`}
    ${Picker && html`<${Picker} onPick=${(p) => { onChange(p); open(null); }} />`}</section>`;
}

function Ask() {
  const home = useHome(code), c = home.community;
  const [draft, setDraft] = useState(start);
  const [photos, setPhotos] = useState([]), [later, setLater] = useState(null), [sent, setSent] = useState(null), [problem, say] = useState('');
  const [card, hold] = useState(null); // an elder's: {is, key, name, place}
  const chosen = draft.place, place = home.place || (card && card.place && Object.assign({ own: true }, card.place)) || (home.me && home.me.place_label ? { label: home.me.place_label, own: true } : null);
  const at = chosen || home.place || {}, where = { estate: at.estate || '', building: at.building || '', unit: at.unit || '' };
  const [advice, advised] = useState(null), [Advice, setAdvice] = useState(null), [Danger, setDanger] = useState(null), [aside, setAside] = useState(null), box = useRef(null);
  const near = () => part('advice').then((m) => { setAdvice(() => m.Advice); return m; });
  const going = useRef(false), put = (change) => setDraft((old) => { const now = Object.assign({}, old, change); kept.set('hg_draft', now); return now; });

  useEffect(() => {
    const back = () => { going.current = false; setLater(null); setSent(null); setAside(null); }; // the phone's own back key returns to the box
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  useEffect(() => { if (advice && advice.lane === 'emergency') part('danger').then(setDanger, () => 0); }, [advice]);
  useEffect(() => { if (draft.text) near().catch(() => 0); }, [!draft.text]);
  useEffect(() => { scrollTo(0, 0); }, [later, sent, aside]);
  useEffect(() => { if (/^#card=/.test(location.hash)) part('card').then((m) => m.scan().then((c) => hold(Object.assign({ is: m.Card }, c)))).catch((e) => say(e.message)); }, []);

  const add = (file) => part('photos').then((m) => m.shrink(file)).then((p) => {
    say('');
    setPhotos((old) => old.concat(p).slice(0, 6));
    put({ shots: photos.length + 1 });
  }, (e) => say(e.message));
  const next = (callback) => {
    if (!callback && !draft.text.trim() && !photos.length) { say('请写一句，或拍一张照片。'); if (box.current) box.current.focus(); return; }
    say('');
    put({ callback });
    near().then((m) => m.advise(draft.text, where, advised), () => 0);
    if (going.current) return; // a second tap must not need a second 返回
    going.current = true;
    part('send').then((m) => { history.pushState(1, ''); setLater(m); }, (e) => { going.current = false; say(e.message); });
  };
  const done = (answer) => { kept.set('hg_draft', null); setDraft(start()); setPhotos([]); setSent(Object.assign({ advice }, answer)); hold(null); home.load(); };

  const turn = (is, props) => { history.pushState(1, ''); setAside(Object.assign({ is }, props)); }; // a page of its own, left by 返回
  const danger = Danger && advice && advice.lane === 'emergency' && html`<${Danger.Emergency} ...${{ advice, list: home.emergency }} />`;
  const call = html`<a class="btn call" href=${c.phone ? tel(c.phone) : '#foot'}><${Icon} is="phone" />打电话</a>`;
  if (aside) return html`<${aside.is} ...${aside} ...${{ home, draft, put, where, code, call, clear: () => kept.set('hg_draft', null), done: () => { setDraft(start()); setPhotos([]); home.load(); } }} />`;
  if (sent) return html`<${later.Sent} ...${{ home, sent, place: chosen || place, again: () => history.back() }} />`;
  if (later) return html`<${later.Send} ...${{ home, draft, put, photos, chosen, place, code, danger, advice, done, call, card, hold }} />`;

  const answers = home.answers || [];
  return html`<${Frame} home=${home} hero=${html`<a href="/">${c.name || '社区'} · ${c.brand || '红色管家'}</a>`} title="有事您说"
      bar=${html`<div class="bar do" role="region" aria-label="下一步">
        ${danger && html`<${Danger.First} ...${{ advice, list: home.emergency }} />`}${problem && html`<p class="bad" role="alert">${problem}</p>`}<div>
        ${call}<button type="button" class="btn main" onClick=${() => next(false)}>下一步</button></div></div>`}>
    ${answers.length > 0 && html`<a class="card row answer"
      href=${answers.length > 1 ? '/requests.html' : '/request.html#' + answers[0].id}><${Icon} is="bell" />
      <span class="grow"><b>您有 ${answers.length} 条答复</b><br /><span class="small">${answers[0].summary}</span></span><${Icon} is="next" /></a>`}
    ${card && html`<${card.is} card=${card} onDrop=${() => hold(null)} />`}
    <${Place} place=${place} chosen=${chosen} state=${home.poster_state} waiting=${!!code && !home.loaded && !home.problem}
      onChange=${(p) => put({ place: p })} />
    <section class="card">
      <h2><label for="text">遇到什么事？</label></h2>
      <textarea id="text" class="input" ref=${box} maxlength="2000" aria-describedby="how" value=${draft.text} placeholder="比如：楼道灯不亮、水管漏水、想办老年证"
        onFocus=${() => { part('send').catch(() => 0); near().catch(() => 0); }} onInput=${(e) => { put({ text: e.target.value }); say(''); }}></textarea>
      ${danger}
      <p id="how" class="row small"><${Icon} is="mic" /><span class="grow">点键盘上的话筒，说话就行</span></p>
      <${Photos} photos=${photos} onAdd=${add} onDrop=${(p) => { setPhotos(photos.filter((one) => one !== p)); put({ shots: 0 }); }} label=${draft.shots > photos.length ? '刚才的照片没有留住，请再拍一次' : '不会写也没关系，拍张照片就行'} />
    </section>
    ${Advice && html`<${Advice} ...${{ text: draft.text, where, a: advice, onAdvice: advised, turn }} />`}
    <a class="link" href="/search.html">先查查有没有答案</a>
    <button type="button" class="btn soft" onClick=${() => next(true)}><${Icon} is="phone" />请给我回电话</button>
    ${home.place && home.place.property_phone && html`<p class="small">水管爆裂、停电这样的急修，打${home.place.property_name}：<a class="link"
      href=${tel(home.place.property_phone)}>${home.place.property_phone}</a></p>`}
    ${c.sleeps_at_night && c.online_hours && html`<p class="small">网上受理时间：${c.online_hours}。其他时间请打电话。</p>`}
    ${home.problem && html`<p class="note warn" role="status">${home.problem}</p>`}
  <//>`;
}
mount(Ask);
