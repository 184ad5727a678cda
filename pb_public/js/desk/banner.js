import { html, useEffect, useRef } from './view.js';
import { waited } from './clock.js';

/** Open emergencies stand above everything until somebody takes them; a new one also sounds. */
export function Banner(props) {
  const heard = useRef({});
  const open = props.emergencies;
  useEffect(() => {
    const fresh = open.filter(r => !heard.current[r.id]);
    // The demo and a Monday morning bring several at once: one sound for all.
    fresh.forEach(r => { heard.current[r.id] = true; });
    if (fresh.length) sound();
  }, [open]);
  if (!open.length) return null;
  return html`<div class="banner" role="alert">
    <strong>紧急 ${open.length} 件没人接</strong>
    <a href=${'#/dispatch/' + open[0].id}>${open[0].place_label}：${open[0].summary || '（只有照片）'}（${waited(open[0].received_at)}）</a>
    ${open.length > 1 && html`<a href="#/dispatch">看全部</a>`}
  </div>`;
}

/** Three short tones; browsers that wait for a first click stay silent, the banner does not. */
function sound() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) return;
  const audio = new Context();
  [0, 0.35, 0.7].forEach(at => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = 880;
    tone.connect(volume);
    volume.connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.2);
  });
  setTimeout(() => audio.close(), 1500);
}
