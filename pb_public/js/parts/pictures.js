// Protected photos: fetched with the person's own right, shown from memory. A tap shows one whole.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { picture } from '../api.js';

function Picture({ path, alt }) {
  const [src, set] = useState(''), [problem, say] = useState('');
  useEffect(() => { picture(path).then(set, () => say('照片没有取到')); }, [path]);
  if (problem) return html`<p class="small">${problem}</p>`;
  return src ? html`<img src=${src} alt=${alt} />` : html`<span class="small">取照片…</span>`;
}

/** base: address of the files, ending in a slash. */
export function Pictures({ base, names, label }) {
  const [open, show] = useState('');
  if (!names || !names.length) return null;
  return html`<div class="stack"><div class="pics">${names.map((name, i) => html`<button type="button" class="pic" key=${name} aria-expanded=${open === name} aria-label=${'看' + label + ' ' + (i + 1)} onClick=${() => show(open === name ? '' : name)}>
    <${Picture} path=${base + name + '?thumb=1'} alt="" /></button>`)}</div>
    ${open && html`<figure class="whole"><${Picture} key=${open} path=${base + open} alt=${label + ' ' + (names.indexOf(open) + 1)} /></figure>`}</div>`;
}
