import { html, useEffect, useState } from './view.js';
import { entries, flush, put, remove, mended, wordsOf } from './unsent.js';
import { stamp } from './clock.js';
import { useConfirm } from './confirm.js';

const TRY_EVERY = 30 * 1000;

/** What waits in this phone for the network, and what came of sending it: on every page, or it would wait for a page to be opened. */
export function Unsent(props) {
  const [left, setLeft] = useState(entries(props.me.id));
  const [sent, setSent] = useState([]);
  const [busy, setBusy] = useState(false);
  const [ask, question] = useConfirm();
  const look = () => setLeft(entries(props.me.id));
  const now = () => {
    if (!entries(props.me.id).length) { look(); return; }
    setBusy(true);
    flush(props.me.id).then(done => {
      setBusy(false);
      look();
      if (done.length) { setSent(old => old.concat(done.filter(d => !old.some(o => o.key === d.key)))); props.onSent(); }
    });
  };
  useEffect(() => {
    const timer = setInterval(now, TRY_EVERY);
    addEventListener('online', now);
    return () => { clearInterval(timer); removeEventListener('online', now); };
  }, []);
  useEffect(() => { if (props.turn) look(); else now(); }, [props.turn]);
  const off = async e => {
    if (!await ask('删掉后这件就没有了，不会发出：' + wordsOf(e).slice(0, 20), '删掉')) return;
    remove(e.key);
    look();
  };
  const mend = (e, part) => { put(mended(e, part)); look(); now(); };
  if (!left.length && !sent.length) return null;
  const coded = sent.some(r => r.query_code);
  return html`<section class="card waiting" aria-label="本机待发送">
    ${sent.length > 0 && html`<div class="note ok" role="status"><p>刚发出 ${sent.length} 件：</p>
      ${sent.map(r => html`<p key=${r.key}>${r.request_no ? html`<span class="num">${r.request_no}</span>` : r.sealed ? '保密登记' : '走访已记下'}${r.query_code ? html`，查询码 <strong class="num">${r.query_code}</strong>` : ''} ${r.summary || (r.sealed ? '' : r.words.slice(0, 24))}
        ${r.trouble && html`<br /><strong>没转成诉求：</strong>${r.trouble}。请在“走访”里找到这条，点“转为诉求”。`}</p>`)}
      ${coded && html`<p class="quiet">请把编号和查询码告诉本人。</p>`}
      <p class="buttons"><button class="btn slim" onClick=${() => setSent([])}>知道了</button></p></div>`}
    ${left.length > 0 && html`<p><strong>${left.length} 件还在本机</strong>，没有网络时先存着，连上后自动发出。</p>
      <p class="buttons"><button class="btn slim" onClick=${now} disabled=${busy}>${busy ? '正在发送…' : '现在发送'}</button></p>`}
    <ul class="plain">${left.map(e => html`<${Line} key=${e.key} entry=${e} onOff=${() => off(e)} onMend=${part => mend(e, part)} />`)}</ul>
    ${question}
  </section>`;
}

/** One that waits. Refused, it says why, and is put right here: the paper it was written on is gone. */
function Line(props) {
  const e = props.entry;
  const name = (e.to === 'visit' ? e.values.person : e.values.name) || '';
  const [v, set] = useState(null);
  const typed = k => ev => set(Object.assign({}, v, { [k]: ev.target.value }));
  const submit = ev => {
    ev.preventDefault();
    props.onMend(v);
    set(null);
  };
  return html`<li><p><span class="num">${stamp(e.at)}</span> ${e.to === 'visit' ? '走访' : '代登记'} ${name} ${wordsOf(e).slice(0, 24) || (e.photos.length ? '（只有照片）' : '（没见到人）')}</p>
    ${e.wrong && html`<p class="note bad">没发出去：${e.wrong}</p>`}
    ${v ? html`<form class="inline-form" onSubmit=${submit}>
      <label class="field"><span>说了什么</span><textarea rows="3" maxlength="2000" value=${v.words} onInput=${typed('words')} /></label>
      <div class="cols"><label class="field"><span>姓名或称呼</span><input value=${v.name} maxlength="20" autocomplete="off" onInput=${typed('name')} /></label>
        <label class="field"><span>手机或座机</span><input type="tel" inputmode="tel" value=${v.phone} autocomplete="off" onInput=${typed('phone')} /></label></div>
      <div class="buttons"><button class="btn primary">改好，再发</button><button type="button" class="btn" onClick=${() => set(null)}>不改了</button></div></form>`
      : html`<div class="buttons"><button class="btn slim" onClick=${() => set({ words: wordsOf(e), name: name, phone: e.values.phone || '' })}>改</button>
        <button class="btn slim" onClick=${props.onOff}>删掉</button></div>`}</li>`;
}
