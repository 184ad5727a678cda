// 查答案: what the office has answered before, what to know first, where else to turn. Nothing is sent.
import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { get } from '../api.js';
import { Answer, Resource } from '../parts/answer.js';
import { Emergency } from '../parts/danger.js';
import { Frame, mount, useHome } from '../parts/frame.js';

const pause = 500; // ms after the last key
const typed = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch (e) { return ''; } };

function Question({ f, open }) {
  const [shown, show] = useState(open);
  if (shown) return html`<${Answer} f=${f} />`;
  return html`<button type="button" class="card ask-line" aria-expanded="false" onClick=${() => show(true)}>${f.question}</button>`;
}

function Search() {
  const home = useHome(), [words, write] = useState(typed), [found, set] = useState(null), [problem, say] = useState(''), last = useRef(0);
  const look = (q) => {
    const mine = ++last.current;
    get('/api/handbook/search?q=' + encodeURIComponent(q), { guest: true }).then((a) => {
      if (mine !== last.current) return; // a newer question has been asked
      set(Object.assign({ q }, a));
      say('');
    }, (e) => { if (mine === last.current) say(e.message); });
  };
  useEffect(() => {
    const q = words.trim(), t = setTimeout(() => { history.replaceState(null, '', q ? '#' + encodeURIComponent(q) : location.pathname); look(q); }, found ? pause : 0);
    return () => clearTimeout(t);
  }, [words]);
  const a = found || { answers: [], matters: [], resources: [] }, none = found && found.q && a.lane !== 'emergency'
    && !a.answers.length && !a.matters.length && !a.resources.length;
  return html`<${Frame} home=${home} title="查答案">
    <form class="card" role="search" onSubmit=${(e) => { e.preventDefault(); look(words.trim()); }}>
      <label for="q">想问什么？<small>两三个字就行</small></label>
      <input id="q" class="input" type="search" autocomplete="off" maxlength="100" placeholder="比如：老年证" value=${words}
        onInput=${(e) => write(e.target.value)} /></form>
    ${problem && html`<section class="note warn"><p role="alert">${problem}</p><button type="button" class="btn soft" onClick=${() => look(words.trim())}>再试一次</button></section>`}
    ${!found && !problem && html`<p role="status">正在取答案…</p>`}
    ${a.lane === 'emergency' && html`<${Emergency} list=${home.emergency} />`}
    ${a.lane === 'sealed' && html`<section class="note"><p>对工作人员作风的意见，请写书记信箱，只有书记能看到。</p><a class="link" href="/letter.html">去写信</a></section>`}
    <div class="stack" aria-live="polite">
      ${found && !found.q && a.answers.length > 0 && html`<h2>大家常问</h2>`}
      ${a.answers.map((f, i) => html`<${Question} key=${(found.q || '') + f.id} f=${f} open=${!!found.q && i < 2} />`)}
      ${a.matters.length > 0 && html`<h2>反映之前先看看</h2>`}
      ${a.matters.map((m) => html`<section class="card tight" key=${m.name}><h3>${m.name}</h3>${m.guidance && html`<p>${m.guidance}</p>`}${m.not_ours && html`<p>${m.not_ours}</p>`}</section>`)}
      ${a.resources.length > 0 && html`<h2>能帮上忙的</h2>`}
      ${a.resources.map((r) => html`<${Resource} key=${r.id} r=${r} />`)}
      ${none && html`<section class="card"><h2>没有找到“${found.q}”</h2><p>换个说法再试试，比如少写几个字。也可以直接问社区，我们会回您。</p></section>`}</div>
    <a class="btn main" href="/ask.html">没有找到？直接问社区</a><//>`;
}
mount(Search);
