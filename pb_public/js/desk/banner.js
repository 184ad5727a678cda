import { html, useEffect, useRef, useState } from './view.js';
import { apply } from './api.js';
import { waited } from './clock.js';
import { sound } from './sound.js';
import { kept } from '../api.js';

const AGAIN = 20 * 1000; // between two soundings: bearable in a room, not to be forgotten
const SHOWN = 3;
const MUTED = 'hg_muted';

/**
 * Emergencies stand above everything until they are handled. One nobody has taken on sounds again and again; 静音
 * silences that one alone, on this desk alone.
 */
export function Banner(props) {
  const open = props.emergencies;
  const [muted, setMuted] = useState(kept.get(MUTED) || []);
  const [still, setStill] = useState(false); // the browser wants a click first
  const loud = open.filter(r => !r.called_at && muted.indexOf(r.id) < 0).map(r => r.id).join(' ');
  const heard = useRef('');
  useEffect(() => {
    if (!loud) return undefined;
    const ring = () => sound().then(rang => setStill(!rang));
    // A new one sounds at once; one that was taken or silenced leaves the others their rhythm.
    if (loud.split(' ').some(id => heard.current.indexOf(id) < 0)) ring();
    heard.current = loud;
    const timer = setInterval(ring, AGAIN);
    return () => clearInterval(timer);
  }, [loud]);
  const mute = id => {
    const all = muted.filter(old => open.some(r => r.id === old)).concat(id);
    kept.set(MUTED, all);
    setMuted(all);
  };
  if (!open.length) return null;
  const waiting = open.filter(r => !r.called_at).length;
  return html`<div class="banner" role="alert">
    <p class="banner-head"><strong>${waiting ? '紧急 ' + waiting + ' 件没人接' : '紧急 ' + open.length + ' 件正在处理'}</strong>
      ${still && loud && html`<button class="btn slim" onClick=${() => sound().then(rang => setStill(!rang))}>打开声音</button>`}
      ${open.length > SHOWN && html`<a href=${props.me.role === 'grid_worker' ? '#/dispatch' : '#/list/emergency'}>看全部 ${open.length} 件</a>`}</p>
    <ul class="plain">${open.slice(0, SHOWN).map(r => html`<${Line} key=${r.id} request=${r} muted=${muted.indexOf(r.id) >= 0} onMute=${() => mute(r.id)}
      onDone=${props.onDone} />`)}</ul>
  </div>`;
}

function Line(props) {
  const r = props.request;
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const takes = !r.called_at && (r.verbs || []).some(v => v.verb === 'take');
  const take = () => {
    setBusy(true);
    setWrong('');
    apply(r, 'take', {}).then(() => { setBusy(false); props.onDone(); location.hash = '#/request/' + r.id; }, err => {
      setBusy(false);
      setWrong(err.message); // a colleague was quicker: the sentence says who
      props.onDone();
    });
  };
  return html`<li class="banner-line">
    <a href=${'#/request/' + r.id}>${[r.danger_label, r.place_label || '没有写地点'].join(' · ')}（${waited(r.received_at)}）</a>
    <span class=${r.lamp === 'red' ? 'late' : ''}>${r.lamp_label}</span>
    ${takes && html`<button class="btn slim" disabled=${busy} onClick=${take}>${busy ? '正在办…' : '我来处理'}</button>`}
    ${!r.called_at && !props.muted && html`<button class="btn slim plain-red" onClick=${props.onMute}>静音</button>`}
    ${wrong && html`<span role="alert">${wrong}</span>`}
  </li>`;
}
