import { html, useEffect, useRef, useState } from './view.js';
import { shrink } from './shrink.js';

const MOST = 6;

function Chosen(props) {
  const [url, set] = useState('');
  useEffect(() => {
    const u = URL.createObjectURL(props.file);
    set(u);
    return () => URL.revokeObjectURL(u);
  }, [props.file]);
  return html`<span class="thumb chosen">${url && html`<img src=${url} alt=${'已选照片' + (props.at + 1)} />`}
    <button type="button" class="thumb-off" aria-label=${'去掉照片' + (props.at + 1)} onClick=${props.onOff}>×</button></span>`;
}

/** Up to six photos, shrunk here so that a slow line carries them; also pasted or dropped on the PC. */
export function PhotoPicker(props) {
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const input = useRef(null);
  const files = props.files || [];
  const add = async list => {
    const room = MOST - files.length;
    const taken = Array.from(list).filter(f => /^image\//.test(f.type));
    let now = files;
    setWrong(taken.length > room ? '最多 6 张，多的没有加上。' : '');
    for (let i = 0; i < Math.min(room, taken.length); i++) {
      setBusy('正在处理照片 ' + (i + 1) + '/' + Math.min(room, taken.length) + '…');
      try {
        now = now.concat([await shrink(taken[i])]);
        props.onPut(now);
      } catch (e) {
        setWrong('有一张照片打不开，请换一张。');
      }
    }
    setBusy('');
    if (input.current) input.current.value = '';
  };
  return html`<div class="photos picker" onPaste=${e => e.clipboardData && e.clipboardData.files.length && add(e.clipboardData.files)}
      onDragOver=${e => e.preventDefault()} onDrop=${e => { e.preventDefault(); add(e.dataTransfer.files); }}>
    ${files.map((f, i) => html`<${Chosen} key=${i + f.name + f.size} at=${i} file=${f} onOff=${() => props.onPut(files.filter(x => x !== f))} />`)}
    ${files.length < MOST && html`<label class="thumb more"><input ref=${input} type="file" accept="image/*" multiple=${matchMedia('(pointer: fine)').matches}
      onChange=${e => add(e.target.files)} /><span>${busy || '＋ 照片'}</span></label>`}
    ${wrong && html`<p class="note warn" role="alert">${wrong}</p>`}
  </div>`;
}
