import { html, useEffect, useRef } from './view.js';
import { waited } from './clock.js';

/** Open emergencies stand above everything until somebody takes them; a new one also sounds. */
export function Banner(props) {
  const heard = useRef({});
  const open = props.emergencies;
  useEffect(() => {
    const fresh = open.filter(r => !heard.current[r.id]);
    fresh.forEach(r => { heard.current[r.id] = true; });
    if (fresh.length) sound();
  }, [open]);
  if (!open.length) return null;
  return html`<div class="banner" role="alert">
    <strong>紧急 ${open.length} 件</strong>
    ${open.map(r => html`<a href=${'#/dispatch/' + r.id}>${r.place_label} ${r.summary || r.text || '（只有照片）'} · ${waited(r.received_at)}</a>`)}
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
