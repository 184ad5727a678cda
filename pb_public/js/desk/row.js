import { html } from './view.js';
import { brief, left, waited } from './clock.js';

/** Answered or ended: no clock runs any more. */
const OVER = { closed: 1, declined: 1, merged: 1, withdrawn: 1, replied: 1 };

/** Colour is never the only sign: the lamp carries its word. */
export function Lamp(props) {
  const r = props.request;
  if (OVER[r.status] || !r.lamp && !r.due_at) return null;
  // Five working days are no comfort while somebody waits in danger: minutes, or who is on it.
  if (r.urgent) return html`<span class=${'lamp ' + r.lamp}>${r.lamp_label}</span>`;
  const l = left(r.due_at);
  const words = l ? l.text : r.lamp_label;
  return html`<span class=${'lamp ' + (r.lamp || 'none')} title=${r.lamp_label || ''}>${props.full && r.lamp_label ? r.lamp_label + ' · ' : ''}${words}</span>`;
}

export function Pill(props) {
  return html`<span class=${'pill ' + props.request.status}>${props.request.status_label}</span>`;
}


/** How many households share it, when there are several; marked where the program proposes that it goes up. */
export function Homes(props) {
  const r = props.request;
  if (!(r.households > 1)) return null;
  return html`${props.dot || ''}<strong class=${r.raise_suggested ? 'urgent-words' : ''}>共 ${r.households} 户${r.raise_suggested ? '，建议上报' : ''}</strong>`;
}

/** One request in a list: what, where, whose, how long. */
export function Row(props) {
  const r = props.request;
  const waits = r.status === 'pending' || r.status === 'accepted';
  return html`<li id=${'row-' + r.id}><a class=${'item' + (props.open ? ' open' : '') + (props.cursor ? ' cursor' : '') + (r.urgent ? ' urgent' : '')}
      href=${props.href} aria-current=${props.open ? 'true' : undefined}>
    <span class="item-top">${r.lane === 'emergency' && html`<strong class=${'urgent-words' + (r.urgent ? '' : ' past')}>紧急</strong>`}<span class="item-words">${r.summary || r.text || '（只有照片）'}</span></span>
    <span class="item-mid">${r.place_label || '没有写地点'} · ${r.kind_label}<${Homes} request=${r} dot=" · " /></span>
    <span class="item-low">
      ${waits ? html`<span class="quiet">${waited(r.received_at)}</span>` : html`<${Pill} request=${r} />`}
      ${waits ? html`<span class="item-to">${r.tier === 'complex' ? '随周报上报' : r.suggested_name ? '建议：' + r.suggested_name : '待定单位'}</span>`
        : html`<span class="item-to">${r.handler_name || ''}</span>`}
      ${OVER[r.status] ? html`<span class="quiet">${brief(r.replied_at || r.received_at)}</span>` : html`<${Lamp} request=${r} />`}
    </span></a></li>`;
}
