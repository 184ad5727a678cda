import { html, useEffect, useState } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { brief, parse } from './clock.js';

const WAITING = ['待受理', '已受理']; // whoever has been given to an organisation already can only stay

const when = r => (parse(r.received_at) ? parse(r.received_at).getTime() : 0);
const may = r => WAITING.indexOf(r.status_label) >= 0;

/**
 * 并案: tick what is the same matter, choose which one stays. Value: {into, with}; both are the server's.
 */
export function MergeChoice(props) {
  const me = props.request;
  const found = useLoad(() => get('/api/requests/' + me.id + '/similar'), [me.id]);
  const [ticked, tick] = useState([]);
  const [stays, setStays] = useState('');
  const [no, setNo] = useState('');
  const items = found.data ? found.data.items.filter(r => r.mergeable) : [];
  const over = found.data ? found.data.items.filter(r => !r.mergeable) : [];
  const chosen = [me].concat(items.filter(r => ticked.indexOf(r.id) >= 0));
  // The eldest stays; one that somebody works on already cannot go.
  const fixed = chosen.filter(r => !may(r));
  const eldest = (fixed.length ? fixed : chosen).slice().sort((a, b) => when(a) - when(b))[0];
  const lead = chosen.filter(r => r.id === stays)[0] || eldest;
  const going = chosen.filter(r => r !== lead);

  useEffect(() => {
    if (no.trim()) return props.onPut({ into: no.trim(), with: going.filter(r => r.id !== me.id).map(r => r.id) });
    if (chosen.length < 2) return props.onPut({ into: '', with: [] });
    return props.onPut({ into: lead.id, with: going.filter(r => r.id !== me.id).map(r => r.id) });
  }, [ticked.join(), lead.id, no]);

  const toggle = id => tick(ticked.indexOf(id) < 0 ? ticked.concat(id) : ticked.filter(x => x !== id));
  return html`<div class="field"><span>${props.label}</span>
    ${found.busy && !found.data && html`<p class="quiet" role="status">正在找相近的诉求…</p>`}
    ${found.error && html`<p class="note bad">${found.error.message} <button type="button" class="btn slim" onClick=${found.again}>重试</button></p>`}
    ${found.data && !items.length && html`<p class="quiet">没有找到相近的，可以在下面填编号。</p>`}
    <ul class="plain likely">${items.map(r => html`<li key=${r.id}><label class="check"><input type="checkbox" checked=${ticked.indexOf(r.id) >= 0} onChange=${() => toggle(r.id)} />
      <span><strong>${r.summary}</strong><span class="quiet likely-line">${r.request_no} · ${r.place_label || '没有写地点'} · ${r.status_label} · ${brief(r.received_at)}${r.households > 1 ? ' · ' + r.households + ' 户' : ''}</span>
        ${r.why && html`<span class="why">${r.why}</span>`}</span></label></li>`)}</ul>
    ${over.length > 0 && html`<details class="quiet"><summary>以前办过的相近诉求 ${over.length} 件，可以参考</summary>
      <ul class="plain">${over.map(r => html`<li key=${r.id}><a href=${'#/request/' + r.id}>${r.summary}</a><span class="quiet likely-line">${r.request_no} · ${r.status_label} · ${brief(r.received_at)}</span></li>`)}</ul></details>`}
    ${chosen.length > 1 && html`<fieldset class="field"><legend>留下哪一件来办</legend><div class="picks">${chosen.map(r => html`<label class="pick" key=${r.id}>
      <input type="radio" name="stays" checked=${r === lead} disabled=${fixed.length > 0 && may(r)} onChange=${() => setStays(r.id)} />
      <span>${r.id === me.id ? '这件 ' : ''}${String(r.request_no).replace(/^\w+-\d{4}/, '')}${r === eldest ? '（建议）' : ''}</span></label>`)}</div></fieldset>
      <p class="note" role="status">${fixed.length > 1 ? '选中的有 ' + fixed.length + ' 件已经派出去了，不能再并，请只留一件。'
        : '这 ' + chosen.length + ' 件一起办理：留下 ' + lead.request_no + '，反映的人都会收到同一个答复，各自评价。并错了可以取消。'}</p>`}
    <label class="field"><span>没有列出？填要并入的编号</span><input type="text" value=${no} placeholder="HP-20261123-0007" autocomplete="off" onInput=${e => setNo(e.target.value)} /></label>
  </div>`;
}
