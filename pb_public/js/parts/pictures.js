// Protected photos: fetched with the person's own right, shown from memory. A tap shows one whole.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { picture } from '../api.js';

function Picture({ path, alt }) {
  const [src, set] = useState(''), [problem, say] = useState('');
  useEffect(() => { picture(path).then(set, () => say(alt + '没有取到')); }, [path]);
  if (problem) return html`<p class="small">${problem}</p>`;
  return src ? html`<img src=${src} alt=${alt} />` : html`<span class="small">正在取${alt}…</span>`;
}

/** A PDF or Word file: fetched at a tap, then opened by a second one, as browsers refuse windows that open late. */
function Paper({ path, label }) {
  const [href, set] = useState(''), [problem, say] = useState('');
  if (href) return html`<p><a class="link" href=${href} target="_blank" rel="noopener">打开${label}</a></p>`;
  return html`<div><p><button type="button" class="link" onClick=${() => picture(path).then(set, (e) => say(e.message))}>取${label}</button></p>
    ${problem && html`<p class="bad" role="alert">${problem}</p>`}</div>`;
}

/** base: address of the files, ending in a slash. */
export function Pictures({ base, names: all, label }) {
  const [open, show] = useState('');
  if (!all || !all.length) return null;
  const names = all.filter((name) => /\.jpe?g$|\.png$/i.test(name)), papers = all.filter((name) => names.indexOf(name) < 0);
  return html`<div class="tight">${papers.map((name, i) => html`<${Paper} key=${name} path=${base + name}
    label=${'材料' + (papers.length > 1 ? i + 1 : '') + '（' + name.split('.').pop().toUpperCase() + '）'} />`)}<div class="pics">
    ${names.map((name, i) => html`<button type="button" class="pic" key=${name} aria-expanded=${open === name} onClick=${() => show(open === name ? '' : name)}>
    <${Picture} path=${base + name + '?thumb=1'} alt=${label + ' ' + (i + 1)} /></button>`)}</div>
    ${open && html`<figure class="whole"><${Picture} key=${open} path=${base + open} alt=${label + ' ' + (names.indexOf(open) + 1)} />
      </figure>`}</div>`;
}
