// After sending: the number, the query code, what happens next, whom to call.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { Emergency } from './danger.js';
import { Frame, Icon, tel } from './frame.js';

/** The receipt as a picture, since inside WeChat a long press saves one and nothing else can be kept. */
function receipt(name, lines) {
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  canvas.width = 720;
  canvas.height = 150 + lines.length * 122;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 720, canvas.height);
  pen.fillStyle = '#b3241b';
  pen.fillRect(0, 0, 720, 96);
  pen.fillStyle = '#fff';
  pen.font = 'bold 40px sans-serif';
  pen.fillText(name, 40, 64);
  lines.forEach(([label, value], i) => {
    pen.fillStyle = '#655750';
    pen.font = '30px sans-serif';
    pen.fillText(label, 40, 156 + i * 122);
    pen.fillStyle = '#271d1a';
    pen.font = 'bold 46px sans-serif';
    pen.fillText(value, 40, 212 + i * 122, 640);
  });
  return canvas.toDataURL('image/png');
}

export function Sent({ home, sent, place, again }) {
  const c = home.community, [image, show] = useState('');
  const lines = [['编号', sent.request_no], ['查询码', sent.query_code], ['社区电话', c.phone]].filter((l) => l[1]);
  useEffect(() => { try { show(receipt(c.name || '社区', lines)); } catch (e) { /* the numbers stand in the text as well */ } }, []);
  return html`<${Frame} home=${home} hero=${c.name || '社区'} title=${sent.emergency ? '请先打电话' : sent.joined ? '算上您家了' : '已经收到'}>
    ${sent.emergency && html`<${Emergency} list=${home.emergency} advice=${{ numbers: sent.numbers }} />`}
    <section class="card" aria-live="polite">
      ${sent.emergency ? html`<p><b>您写的已经记下。这不等于有人赶来，请先打电话。</b></p>`
        : html`<p class="row done"><${Icon} is="check" /><b class="grow">${sent.sealed ? '您说的话已经收好' : sent.joined ? '和邻居的一起办' : '您反映的事已经交到社区'}</b></p>`}
      ${sent.next && html`<p>${sent.next}</p>`}
      <dl class="numbers">${lines.filter((l) => l[1] !== c.phone).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
      <p class="small">${sent.sealed ? '只有凭查询码才看得到回复。请抄下来，或存下面的图。' : '请把查询码抄下来。换了手机，凭编号和查询码也能查。'}</p></section>
    ${image && html`<section class="card"><p><b>长按下面的图，可以存到手机里</b></p><img class="receipt" src=${image}
      alt=${lines.map((l) => l.join(' ')).join('，')} /></section>`}
    ${sent.sealed && html`<p class="note">这里收对社区工作人员服务作风的意见。涉嫌违纪违法请拨 12388 或向上级纪检机关反映。</p>`}
    ${sent.bare ? html`<a class="btn main" href=${'/track.html#' + sent.request_no + '/' + sent.query_code}>凭编号看进度</a>`
      : sent.id ? html`<a class="btn main" href=${'/request.html#' + sent.id}>看办理进度</a>`
      : html`<a class="btn main" href="/letter.html#find">凭查询码看回复</a>`}
    ${!sent.sealed && place && place.property_phone && html`<a class="btn" href=${tel(place.property_phone)}><${Icon} is="phone" />急修打${place.property_name}</a>`}
    <button type="button" class="btn soft" onClick=${again}>再说一件事</button><//>`;
}
