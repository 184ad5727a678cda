// The sheet with the contact's private key: shown once, printed or copied by hand, then proved by its last letters.
import { html, useState, useRef } from '../../vendor/preact.js';
import { Field } from './field.js';

const last = 6; // letters to copy back: enough to show that the paper was looked at

/** Our own server's drawing; the page's policy refuses any script in it. */
const Drawing = ({ svg, caption }) => html`<figure><div dangerouslySetInnerHTML=${{ __html: svg }} /><figcaption>${caption}</figcaption></figure>`;

/** k: what agree answered; act(body) → Promise; onDone(answer) once the key is confirmed. */
export default function KeySheet({ k, act, onDone }) {
  const [typed, type] = useState(''), [problem, say] = useState(''), [busy, setBusy] = useState(false), lock = useRef(false);
  const end = k.key.slice(-last);
  function confirm(e) {
    e.preventDefault();
    if (lock.current) return;
    if (typed.replace(/\s/g, '').toUpperCase() !== end) { say('和纸上最后 ' + last + ' 个字不一样，请照纸上的再输一次'); return; }
    lock.current = true;
    setBusy(true);
    act({ action: 'confirm', key: k.key, next: k.next }).then(onDone, (err) => say(err.message)).then(() => { lock.current = false; setBusy(false); });
  }
  return html`<section class="note red"><h2>密钥只显示这一次</h2><p>请现在就打印，或者照着抄下来。关掉这一页以后，再也看不到。</p>
      <button type="button" class="btn main" onClick=${() => print()}>打印这张密钥纸</button></section>
    <section class="card sheet" aria-label="密钥纸"><h2>密钥纸　请本人收好</h2>
      <p>${k.community}：说到社区书记、主任的来信</p><p>上级联系人：<b>${k.unit} ${k.name}</b>　${k.day}</p>
      <p><b>密钥</b></p><p class="key"><span>${k.key_begin}</span> ${k.key_groups.map((g, i) => html`<span key=${i}>${g}</span> `)}</p>
      <p><b>看信的链接</b></p><p class="small">${k.link}</p>
      <div class="codes"><${Drawing} svg=${k.key_qr} caption="密钥：扫出来是一串字，粘贴到看信的页面" /><${Drawing} svg=${k.link_qr} caption="看信的页面：扫一扫打开" /></div>
      <ul class="dots small"><li>这张纸丢了，信就谁也打不开。不要给别人，不要拍照发出去。</li><li>纸丢了或者换人，请马上让社区书记停用，另做一张新的。</li>
        <li>密钥是公开的 age 格式，本程序不在了，用 age 工具也能打开。</li></ul></section>
    <form class="card" onSubmit=${confirm} novalidate><h2>收好了吗？</h2>
      <${Field} id="last" label=${'请输入密钥最后 ' + last + ' 个字'} autocomplete="off" autocapitalize="characters" maxlength="12" value=${typed}
        onInput=${(e) => { type(e.target.value); say(''); }} error=${problem} />
      <button type="submit" class="btn main" disabled=${busy}>${busy ? '正在开始…' : '已经收好，开始接收'}</button>
      <p class="small">在您点这里以前，密钥还没有启用；页面关掉了，可以重新打开邀请再来一次。</p></form>`;
}
