import { html, useRef, useState } from './view.js';

/** The clipboard needs https in new browsers and the office often has plain http: the old way is the second try. */
export function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(() => true, () => copyOld(text));
  }
  return Promise.resolve(copyOld(text));
}

function copyOld(text) {
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'off-screen';
  box.setAttribute('readonly', '');
  document.body.appendChild(box);
  box.focus();
  box.setSelectionRange(0, text.length);
  let ok = false;
  try {
    ok = document.execCommand('copy');
  } catch (e) { /* says so below */ }
  document.body.removeChild(box);
  return ok;
}

/** A text with its copy button: {label, text, rows, done} — done is the sentence after copying. */
export function CopyBox(props) {
  const area = useRef(null);
  const [said, say] = useState('');
  const copy = () => copyText(props.text).then(ok => {
    if (!ok) area.current.select();
    say(ok ? props.done || '已复制，去微信粘贴即可。' : '浏览器不让自动复制：文字已选中，请按 Ctrl+C（手机长按→复制）。');
    if (ok && props.onCopied) props.onCopied();
  });
  return html`<div class="copy-box">
    <textarea ref=${area} class="copy-text" rows=${props.rows || 4} readonly aria-label=${props.label + '：内容'} value=${props.text}></textarea>
    <button type="button" class=${'btn ' + (props.primary ? 'primary' : '')} onClick=${copy}>${props.label}</button>
    <p class="ok-words" role="status">${said}</p>
  </div>`;
}
