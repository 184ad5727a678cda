import { html, useState } from './view.js';
import { stamp } from './clock.js';

const WAYS = ['政务微信', 'OA', '纸质盖章', 'U盘送达'];

/** Many offices take stamped paper or OA, not mail: writing it down fills the week's slot all the same. */
export function Manual(props) {
  const r = props.report;
  const [open, setOpen] = useState(false);
  const [how, setHow] = useState(WAYS[0]);
  const [to, setTo] = useState('');
  if (r.state === 'manual') {
    return html`<section class="card"><h2>已人工报送</h2>
      <p>${[r.manual_how, r.manual_to && '报给 ' + r.manual_to, r.manual_by && '由 ' + r.manual_by, r.manual_at && stamp(r.manual_at)].filter(Boolean).join('，')}</p></section>`;
  }
  if (r.state === 'sent') return null;
  const taken = r.frozen ? '已生成的邮件会收回，' : '';
  const submit = e => {
    e.preventDefault();
    props.act('manual', { how: how, to: to.trim() }, '记为已人工报送', taken + '本周不再自动发邮件：' + how + '，报给 ' + to.trim() + '。');
  };
  return html`<section class="card"><h2>不走邮件</h2>
    ${!open ? html`<p class="buttons"><button class="btn" onClick=${() => setOpen(true)}>已人工报送…</button></p><p class="quiet">用政务微信、OA 或纸质盖章报上去的，在这里记一笔。</p>`
      : html`<form onSubmit=${submit}>
        <fieldset class="field"><legend>怎么报的</legend><div class="picks">${WAYS.map(w => html`<label class="pick" key=${w}>
          <input type="radio" name="how" checked=${how === w} onChange=${() => setHow(w)} /><span>${w}</span></label>`)}</div></fieldset>
        <label class="field"><span>报给谁</span><input value=${to} required placeholder="如：星湖街道党建办 王科长" onInput=${e => setTo(e.target.value)} /></label>
        <div class="buttons"><button class="btn primary" disabled=${!!props.busy}>${props.busy === 'manual' ? '正在记录…' : '记为已人工报送'}</button>
          <button type="button" class="btn" onClick=${() => setOpen(false)}>先不办</button></div>
      </form>`}
  </section>`;
}
