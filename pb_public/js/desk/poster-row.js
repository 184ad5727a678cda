import { html, useState } from './view.js';
import { post } from './api.js';

const WRONG_WALL = 3; // corrections by residents after which a poster probably hangs on the wrong wall

const ACTS = {
  revoke: { label: '作废', ask: '作废后扫这张码会提示“海报已停用”，不能恢复。为什么作废？', done: '作废' },
  replace: { label: '换新', ask: '换新后旧码作废，要把新海报贴上去。为什么换？', done: '换新' },
};

/** One poster: where, how often scanned, and the two ways to end it, each with a reason. */
export function PosterRow(props) {
  const p = props.poster;
  const kind = p.scope === 'door' ? 'plates' : 'posters';
  const [act, setAct] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [fresh, setFresh] = useState('');
  const submit = e => {
    e.preventDefault();
    setBusy(true);
    setWrong('');
    post('/api/posters/' + p.code + '/' + act, { reason: reason.trim() }).then(r => {
      setBusy(false);
      setAct('');
      if (r && r.code && act === 'replace') setFresh(r.code);
      else props.onChanged();
    }, err => { setBusy(false); setWrong(err.message); });
  };
  const doubtful = p.state === 'active' && p.corrections >= WRONG_WALL;
  return html`<li class="poster"><div class="poster-row">
    <p class="poster-line"><span class="code num">${p.code}</span> <strong>${p.place_label}${p.scope === 'door' ? ' ' + p.room + '室门牌' : ''}</strong>
      <span class="quiet">扫过 ${p.scans || 0} 次${p.note ? ' · ' + p.note : ''}</span>
      ${doubtful && html`<span class="pill pending">可能贴错：居民改过 ${p.corrections} 次位置</span>`}</p>
    ${fresh ? html`<p class="note ok" role="status">新码 <span class="num">${fresh}</span>，旧码已作废。 <a class="btn slim" href=${'/print.html#' + kind + '/' + fresh}>打印新${kind === 'plates' ? '门牌' : '海报'}</a></p>`
      : p.state === 'active' && !act && html`<p class="buttons"><a class="btn slim" href=${'/print.html#' + kind + '/' + p.code}>打印</a>
        ${Object.keys(ACTS).map(a => html`<button key=${a} class="btn slim" onClick=${() => setAct(a)}>${ACTS[a].label}</button>`)}</p>`}</div>
    ${act && html`<form class="inline-form" onSubmit=${submit}>
      <label class="field"><span>${ACTS[act].ask}</span><input value=${reason} required placeholder="如：撕坏了、贴错楼栋" onInput=${e => setReason(e.target.value)} /></label>
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <div class="buttons"><button class="btn danger" disabled=${busy}>${busy ? '正在办…' : '确定' + ACTS[act].done}</button>
        <button type="button" class="btn" onClick=${() => { setAct(''); setWrong(''); }}>先不办</button></div>
    </form>`}
  </li>`;
}
