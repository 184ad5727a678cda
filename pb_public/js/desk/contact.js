import { html, useState } from './view.js';
import { get } from './api.js';
import { ElderCard } from './card.js';

/** Name and phone stay masked until somebody asks; asking is recorded and the page says so beforehand. */
export function Contact(props) {
  const r = props.request;
  if (!r.resident && !r.resident_label) {
    return html`<section class="card contact" aria-label="联系人"><h2>联系人</h2><p>反映人没有留联系电话，也没有留姓名。</p></section>`;
  }
  return html`<${Known} request=${r} office=${props.office} />`;
}

function Known(props) {
  const r = props.request;
  const [full, setFull] = useState(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const look = () => {
    setBusy(true);
    setWrong('');
    get('/api/requests/' + r.id + '/contact').then(
      c => { setBusy(false); setFull(c); },
      err => { setBusy(false); setWrong(err.message); });
  };
  return html`<section class="card contact" aria-label="联系人">
    <h2>联系人</h2>
    ${!full && html`<p class="contact-line"><strong>${r.resident_label || '居民'}</strong> <span class="num">${r.phone_masked || ''}</span>
      <button class="btn slim" onClick=${look} disabled=${busy}>${busy ? '正在读取…' : '查看电话'}</button></p>
      <p class="quiet">点开会记入操作日志（谁、什么时候看的）。</p>`}
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${r.resident && props.office && html`<${ElderCard} resident=${r.resident} />`}
    ${full && html`<div role="status">
      <${Person} name=${full.name} phone=${full.phone} room=${[full.place_label, full.room].filter(Boolean).join(' ')} />
      ${full.on_behalf_phone && html`<${Person} label="替谁反映" name=${full.on_behalf_name} phone=${full.on_behalf_phone} />`}
      <p class="quiet">这次查看已记入操作日志。</p></div>`}
  </section>`;
}

function Person(props) {
  return html`<p class="contact-line">${props.label && html`<span class="quiet">${props.label}</span>`} <strong>${props.name}</strong>
    <a class="btn slim call" href=${'tel:' + props.phone}><span class="num">${props.phone}</span> 打电话</a>
    ${props.room && html`<span class="quiet">${props.room}</span>`}</p>`;
}
