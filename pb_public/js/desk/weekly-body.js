import { html, useEffect, useRef, useState } from './view.js';
import { save } from './save.js';
import { copyText } from './copy.js';
import { clean } from './clean.js';

/** Ledger and forms as files: fetched with the token, then handed to the browser to save. */
export function WeeklyFiles(props) {
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  if (!props.names.length) return null;
  const fetchOne = name => {
    setBusy(name);
    setWrong('');
    save(props.base + '/files/' + encodeURIComponent(name), name).then(() => setBusy(''), err => { setBusy(''); setWrong(err.message); });
  };
  return html`<section class="card"><h2>台账和承办单文件</h2>
    <ul class="plain files">${props.names.map(n => html`<li key=${n}><button class="btn slim" disabled=${!!busy} onClick=${() => fetchOne(n)}>${busy === n ? '正在下载…' : '下载'}</button> ${n}</li>`)}</ul>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
  </section>`;
}

/** The letter as it will read, and its text for OA or 政务微信. */
export function Body(props) {
  const paper = useRef(null);
  const [said, say] = useState('');
  useEffect(() => {
    paper.current.textContent = '';
    paper.current.appendChild(clean(props.report.body_html || ''));
  }, [props.report.body_html]);
  const copy = () => copyText(props.report.subject + '\n\n' + props.report.body_text).then(ok =>
    say(ok ? '正文已复制，去 OA 或政务微信粘贴。' : '浏览器不让自动复制，请在下面选中正文，按 Ctrl+C。'));
  return html`<section class="card"><h2>正文</h2>
    <div class="buttons"><button class="btn" onClick=${copy}>复制正文</button></div>
    <p class="ok-words" role="status">${said}</p>
    <div class="letter" ref=${paper} tabindex="0" role="region" aria-label="周报正文"></div>
  </section>`;
}
