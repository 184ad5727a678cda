import { html, useState } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { CopyBox } from './copy.js';

/** 复制办理结果: what another platform, such as 12345, wants typed in. Holds no name, number or room. */
export function Result(props) {
  const [open, setOpen] = useState(false);
  return html`<section class="card link-text" aria-label="办理结果">
    <h2>办理结果</h2>
    ${open ? html`<${Text} id=${props.id} />`
      : html`<p class="buttons"><button class="btn" onClick=${() => setOpen(true)}>复制办理结果</button></p>
        <p class="quiet">12345 等平台转来的，把这段文字贴回去。</p>`}
  </section>`;
}

function Text(props) {
  const result = useLoad(() => get('/api/requests/' + props.id + '/result'), [props.id]);
  if (result.error) return html`<p class="note bad" role="alert">${result.error.message} <button class="btn slim" onClick=${result.again}>重试</button></p>`;
  if (!result.data) return html`<p class="quiet" role="status">正在准备办理结果…</p>`;
  return html`<p class="quiet">姓名、电话、室号已隐去，发出前请再看一遍。</p>
    <${CopyBox} label="复制办理结果" primary rows="8" text=${result.data.text} done="已复制，可以贴到 12345 等平台里。" />`;
}
