import { html, useEffect, useState } from './view.js';
import { blob } from './api.js';
import { Dialog } from './keys.js';

/** Photos are protected: fetched with the token, shown as blobs, released when they leave the page. */
function usePicture(path) {
  const [state, set] = useState({ url: '', failed: false });
  useEffect(() => {
    let url = '';
    let gone = false;
    set({ url: '', failed: false });
    blob(path).then(b => {
      if (gone) return;
      url = URL.createObjectURL(b);
      set({ url: url, failed: false });
    }, () => gone || set({ url: '', failed: true }));
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [path]);
  return state;
}

function Thumb(props) {
  const p = usePicture(props.path + '?thumb=1');
  if (p.failed) return html`<span class="thumb quiet">照片读不出</span>`;
  // The name is what is seen: a label of its own would hide 读取中 from whoever speaks to the page.
  return html`<button type="button" class="thumb" onClick=${props.onOpen}>
    ${p.url ? html`<img src=${p.url} alt=${'放大' + props.label} />` : '正在读取' + props.label + '…'}</button>`;
}

function Full(props) {
  const p = usePicture(props.path);
  return html`<${Dialog} label=${props.label} class="viewer" onClose=${props.onClose}>
    ${p.url ? html`<img src=${p.url} alt=${props.label} />` : html`<p class="state">${p.failed ? '照片读不出，请稍后再试' : '正在读取照片…'}</p>`}
    <div class="buttons end">
      ${props.onNext && html`<button class="btn" onClick=${props.onNext}>下一张</button>`}
      <button class="btn" onClick=${props.onClose}>关闭</button>
    </div>
  <//>`;
}

/** One photo as a small picture that opens nothing: to be ticked. */
export function Photo(props) {
  const p = usePicture('/api/requests/' + props.request + '/files/' + encodeURIComponent(props.name) + '?thumb=1');
  return p.url ? html`<img class="tick-photo" src=${p.url} alt=${props.label} />` : html`<span class="quiet">${p.failed ? props.label : '读取中…'}</span>`;
}

/** names: file names of the request itself or of one of its replies, both live under the same route; or of a visit. */
export function Photos(props) {
  const [open, setOpen] = useState(-1);
  const names = props.names || [];
  if (!names.length) return null;
  const path = name => (props.visit ? '/api/visits/' + props.visit : '/api/requests/' + props.request) + '/files/' + encodeURIComponent(name);
  const label = i => (props.label || '照片') + (i + 1);
  return html`<div class="photos">
    ${names.map((n, i) => html`<${Thumb} key=${n} path=${path(n)} label=${label(i)} onOpen=${() => setOpen(i)} />`)}
    ${open >= 0 && html`<${Full} key=${open} path=${path(names[open])} label=${label(open)} onClose=${() => setOpen(-1)}
      onNext=${names.length > 1 && (() => setOpen((open + 1) % names.length))} />`}
  </div>`;
}
