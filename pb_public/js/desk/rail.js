import { html, useState, useEffect } from './view.js';
import { railFor } from './queues.js';
import { Icon } from './icons.js';

// Five touch targets fit 390 px: the four a phone is taken out for, and 更多.
const ON_THE_BAR = ['overview', 'dispatch', 'mine', 'intake', 'tell', 'history'];
const FIT = 4;

const OWN = { key: 'password', label: '改密码', icon: 'key' };

function Entry(props) {
  const e = props.entry;
  const n = props.counts[e.key];
  return html`<a class=${'rail-item' + (props.here ? ' here' : '')} href=${'#/' + e.key} aria-current=${props.here ? 'page' : undefined}
      onClick=${props.onClick}>
    <${Icon} name=${e.icon} /><span class="rail-words">${props.short || e.label}</span>
    ${e.counted && n > 0 && html`<span class="rail-count" aria-label=${n + ' 件'}>${n > 99 ? '99+' : n}</span>`}
  </a>`;
}

/** Left rail on the PC, bottom bar on the phone: the same list, so the same order and the same counts. */
export function Rail(props) {
  const [open, setOpen] = useState(false);
  const all = railFor(props.me);
  const bar = ON_THE_BAR.map(key => all.filter(e => e.key === key)[0]).filter(Boolean).slice(0, FIT);
  const rest = all.filter(e => bar.indexOf(e) < 0);
  useEffect(() => setOpen(false), [props.here]);
  useEffect(() => {
    if (!open) return undefined;
    const esc = e => e.key === 'Escape' && setOpen(false);
    addEventListener('keydown', esc);
    return () => removeEventListener('keydown', esc);
  }, [open]);
  const waiting = rest.reduce((sum, e) => sum + (e.counted ? props.counts[e.key] || 0 : 0), 0);

  return html`<nav class="rail" aria-label="工作台">
    <div class="rail-head"><p class="rail-brand">${props.brand}</p><p class="rail-sub">工作台</p></div>
    <div class="rail-list">
      ${all.map(e => html`<${Entry} key=${e.key} entry=${e} here=${props.here === e.key} counts=${props.counts} />`)}
    </div>
    <div class="bar-list">
      ${bar.map(e => html`<${Entry} key=${e.key} entry=${e} here=${props.here === e.key} counts=${props.counts} />`)}
      <button class=${'rail-item' + (rest.concat(OWN).some(e => e.key === props.here) ? ' here' : '')} aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>
        <${Icon} name="more" /><span class="rail-words">${rest.length ? '更多' : '我'}</span>
        ${waiting > 0 && html`<span class="rail-count">${waiting}</span>`}
      </button>
    </div>
    ${open && html`<div class="more-sheet">
      ${rest.map(e => html`<${Entry} key=${e.key} entry=${e} here=${props.here === e.key} counts=${props.counts} onClick=${() => setOpen(false)} />`)}
      <${Foot} me=${props.me} here=${props.here} watch=${props.watch} onLogout=${props.onLogout} onOpen=${() => setOpen(false)} />
    </div>`}
    <div class="rail-foot"><${Foot} me=${props.me} here=${props.here} watch=${props.watch} onLogout=${props.onLogout} onKeys=${props.onKeys} /></div>
  </nav>`;
}

function Foot(props) {
  return html`${props.watch && html`<${Watch} watch=${props.watch} />`}<p class="rail-me">${props.me.name}<br /><span>${props.me.role_label || ''}</span></p>
    ${props.onKeys && html`<button class="rail-item keys-button" onClick=${props.onKeys}><span class="rail-words">快捷键 ?</span></button>`}
    <${Entry} entry=${OWN} here=${props.here === OWN.key} counts=${{}} onClick=${props.onOpen} />
    <button class="rail-item" onClick=${props.onLogout}><${Icon} name="out" /><span class="rail-words">退出登录</span></button>`;
}

/** Who is on duty now: at night the one to ring is not in the room. */
function Watch(props) {
  const on = props.watch.on;
  return html`<div class="rail-watch"><p>${on.length ? '正在值班' : props.watch.empty ? '还没有排值班表' : '现在没有人值班'}</p>
    ${on.map(p => html`<p key=${p.name}>${p.phone ? html`<a href=${'tel:' + p.phone}>${p.name} <span class="num">${p.phone}</span></a>` : p.name}</p>`)}</div>`;
}
