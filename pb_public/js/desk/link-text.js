import { html, useState } from './view.js';
import { get, post } from './api.js';
import { useLoad } from './load.js';
import { CopyBox } from './copy.js';

/** The text for WeChat with the no-account link. Never holds a name, a phone or a room: groups forward. */
export function LinkText(props) {
  const [open, setOpen] = useState(!!props.open);
  return html`<section class="card link-text" aria-label="发给承办单位的文字">
    <h2>${props.for === 'dispatch' ? '发给承办单位' : '催办'}</h2>
    ${open ? html`<${Text} ...${props} />`
      : html`<p class="buttons"><button class="btn" onClick=${() => setOpen(true)}>复制催办文字</button></p>`}
  </section>`;
}

function Text(props) {
  const link = useLoad(() => get('/api/requests/' + props.id + '/link?for=' + props.for), [props.id, props.for]);
  if (link.error) {
    return html`<p class="note bad" role="alert">${link.error.message} <button class="btn slim" onClick=${link.again}>重试</button></p>`;
  }
  if (!link.data) return html`<p class="quiet" role="status">正在准备发给承办单位的文字…</p>`;
  const l = link.data;
  const who = [l.org_name, l.contact_name].filter(Boolean).join(' ');
  return html`<p class="quiet">把这段文字发到微信里，${who || '对方'}点开就能签收、答复，不用账号。</p>
    <${CopyBox} label="复制文字" primary=${props.for === 'dispatch'} rows="3" text=${l.text} done=${'已复制，去微信粘贴发给' + (who || '承办单位') + '。'} />
    ${l.contact_phone && html`<p class="buttons"><a class="btn slim call" href=${'tel:' + l.contact_phone}>打电话 <span class="num">${l.contact_phone}</span></a></p>`}
    ${l.org && html`<${Whole} org=${l.org} who=${who} />`}`;
}

/** The organisation's own page, with everything it has in hand; for those without an account. */
function Whole(props) {
  const [state, set] = useState({});
  const ask = () => {
    set({ busy: true });
    post('/api/orgs/' + props.org + '/link').then(link => set({ link: link }), err => set({ error: err.message }));
  };
  if (state.link) {
    return html`<p class="quiet">这是${props.who || '这家单位'}的总链接，打开要填对接码；对接码另外打电话告诉，不要发在群里。</p>
      <${CopyBox} label="复制总链接" rows="3" text=${state.link.text} />`;
  }
  return html`<p class="buttons"><button class="btn slim" disabled=${!!state.busy} onClick=${ask}>${state.busy ? '正在准备…' : '这家单位的全部诉求：总链接'}</button></p>
    ${state.error && html`<p class="note bad" role="alert">${state.error}</p>`}`;
}
