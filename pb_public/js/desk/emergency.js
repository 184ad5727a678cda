import { html } from './view.js';
import { list } from './api.js';
import { useLoad } from './load.js';
import { stamp } from './clock.js';

/** An emergency's own card: what is in danger, who has taken it on, who was told, and what not to do. */
export function Emergency(props) {
  const r = props.request;
  const q = { filter: "request='" + r.id + "'", sort: 'at', perPage: 5, skipTotal: 1 };
  const told = useLoad(() => list('alerts', q), [r.id, props.version]);
  return html`<section class="card alarm" aria-label="紧急情况">
    <h2>${r.danger_label}</h2>
    ${r.urgent && !r.called_by && html`<p><strong class=${'lamp ' + r.lamp}>${r.lamp_label}，还没有人接手</strong></p>`}
    ${!r.urgent && r.handled_at && html`<p>已处置：${stamp(r.handled_at)}${r.found_label ? '，' + r.found_label : ''}</p>`}
    ${!r.urgent && r.shielded && html`<p class="quiet">反映人受保护：姓名、电话和原话只有社区书记能看，每次查看都有记录。</p>`}
    ${r.urgent && r.shielded && html`<p class="note bad"><strong>不要打电话核实，可能让她更危险。</strong>请直接拨 110，说明地点和险情。姓名、电话和原话只有社区书记能看，每次查看都有记录。</p>
      <p class="quiet">发现家庭暴力、未成年人受侵害，社区有报警的义务：请报警，并把报警时间写进“紧急已处置”。</p>`}
    ${r.urgent && !r.shielded && html`<p class="quiet">${r.called_by ? '' : '先点“我来处理”，同事就不会重复打。'}${r.resident
      ? '打电话问清情况，需要时替他拨 110、119、120' : '没有留电话：到现场看看，或者直接拨 110、119、120 说明地点和险情'}；处置完点“紧急已处置”。</p>`}
    ${told.data && told.data.items.map(a => html`<p class="quiet" key=${a.id}><span class="num">${stamp(a.at)}</span> ${a.why}：${a.told}</p>`)}
  </section>`;
}
