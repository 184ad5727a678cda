import { html, useEffect, useState } from './view.js';
import { entries, flush, remove } from './intake-queue.js';
import { stamp } from './clock.js';
import { useConfirm } from './confirm.js';

const TRY_EVERY = 30 * 1000;

/** What waits in this phone for the network, and what came of sending it. */
export function Waiting(props) {
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
      if (done.length) { setSent(old => old.concat(done)); props.onSent(); }
    });
  };
  useEffect(() => {
    const timer = setInterval(now, TRY_EVERY);
    addEventListener('online', now);
    return () => { clearInterval(timer); removeEventListener('online', now); };
  }, []);
  useEffect(() => { if (props.turn) look(); else now(); }, [props.turn]);
  const off = async e => {
    if (!await ask('删掉后这件就没有了，不会发出：' + e.values.text.slice(0, 20), '删掉')) return;
    remove(e.key);
    look();
  };
  if (!left.length && !sent.length) return null;
  return html`<section class="card waiting" aria-label="本机待发送">
    ${sent.length > 0 && html`<div class="note ok" role="status"><p>刚发出 ${sent.length} 件：</p>
      ${sent.map(r => html`<p key=${r.id}><span class="num">${r.request_no || '保密登记'}</span>${r.query_code ? html`，查询码 <strong class="num">${r.query_code}</strong>` : ''} ${r.summary || ''}</p>`)}
      <p class="quiet">请把编号和查询码告诉本人。</p></div>`}
    ${left.length > 0 && html`<p><strong>${left.length} 件还在本机</strong>，没有网络时先存着，联网自动发。
      <button class="btn slim" onClick=${now} disabled=${busy}>${busy ? '正在发送…' : '现在发送'}</button></p>`}
    <ul class="plain">${left.map(e => html`<li key=${e.key}><span class="num">${stamp(e.at)}</span> ${e.values.name} ${e.values.text.slice(0, 24) || '（只有照片）'}
      ${e.wrong && html`<span class="note bad">没发出去：${e.wrong}</span>`}
      <button class="btn slim" onClick=${() => off(e)}>删掉</button></li>`)}</ul>
    ${question}
  </section>`;
}
