import { html, useEffect, useRef, useState } from './view.js';
import { get, post } from './api.js';
import { stamp } from './clock.js';

/** The code that somebody shows: scanned where the browser can read one, else typed. */
export function Counter(props) {
  const [code, setCode] = useState('');
  const [found, setFound] = useState(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [looking, setLooking] = useState(false);
  const digits = text => String(text).replace(/\D/g, '').slice(0, 8);
  const seek = text => {
    setBusy(true);
    setWrong('');
    get('/api/redemptions/code/' + encodeURIComponent(text)).then(r => { setFound(r); setBusy(false); }, err => { setWrong(err.message); setBusy(false); });
  };
  const typed = e => {
    const text = digits(e.target.value);
    setCode(text);
    setWrong('');
    setFound(null);
    if (text.length === 8) seek(text);
  };
  const over = () => { setFound(null); setCode(''); setWrong(''); };
  const hand = () => {
    setBusy(true);
    post('/api/redemptions/' + found.id + '/hand_over', { code: code }).then(r => {
      setBusy(false);
      over();
      props.onDone('“' + r.name + '”已交给' + r.who + '。');
    }, err => { setWrong(err.message); setBusy(false); });
  };
  return html`<section class="card" aria-label="领取"><h2>领取</h2>
    <form onSubmit=${e => { e.preventDefault(); seek(code); }}>
      <label class="field half"><span>领取码，8 位数字</span><input class="num redeem-code" inputmode="numeric" autocomplete="off" value=${code} onInput=${typed} /></label>
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      ${!found && html`<div class="buttons"><button class="btn primary" disabled=${busy || code.length < 8}>${busy ? '正在查…' : '查'}</button>
        ${'BarcodeDetector' in window && html`<button type="button" class="btn" onClick=${() => setLooking(true)}>用摄像头扫</button>`}</div>`}
      ${looking && html`<${Scanner} onClose=${() => setLooking(false)} onCode=${text => { setLooking(false); setCode(digits(text)); seek(digits(text)); }} />`}</form>
    ${found && html`<div class="redeem-found"><p class="redeem-what">${found.name}</p>
      <p>给 <strong>${found.who}</strong>　${found.phone_masked}</p><p class="quiet">${stamp(found.at)} 兑换，用了 ${found.cost} 分</p>
      ${found.ending && html`<p class="note warn">请告诉她：还有 ${found.ending}。</p>`}
      <div class="buttons"><button class="btn primary" disabled=${busy} onClick=${hand}>${busy ? '正在记…' : '已交给本人'}</button><button class="btn" onClick=${over}>不是这一件</button></div></div>`}
  </section>`;
}

/** The camera, until it sees eight digits. */
function Scanner(props) {
  const film = useRef(null);
  const [wrong, setWrong] = useState('');
  useEffect(() => {
    let stream = null;
    let timer = 0;
    let closed = false;
    const look = detector => {
      if (closed) return;
      detector.detect(film.current).then(codes => {
        const hit = codes.filter(c => /^\d{8}$/.test(c.rawValue))[0];
        if (hit) props.onCode(hit.rawValue);
        else timer = setTimeout(() => look(detector), 300);
      }, () => { timer = setTimeout(() => look(detector), 300); });
    };
    const camera = navigator.mediaDevices ? navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }) : Promise.reject();
    camera.then(s => {
      stream = s;
      if (closed) { s.getTracks().forEach(track => track.stop()); return; }
      film.current.srcObject = s;
      film.current.play();
      look(new window.BarcodeDetector({ formats: ['qr_code'] }));
    }).catch(() => setWrong('摄像头没有打开，请输 8 位数字。'));
    return () => { closed = true; clearTimeout(timer); if (stream) stream.getTracks().forEach(track => track.stop()); };
  }, []);
  return html`<div class="redeem-film">${wrong ? html`<p class="note bad" role="alert">${wrong}</p>` : html`<video ref=${film} muted playsinline aria-label="摄像头"></video>`}
    <button type="button" class="btn" onClick=${props.onClose}>不扫了</button></div>`;
}
