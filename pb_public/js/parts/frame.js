// What every resident page has: head with 大字, one 打电话 button, the foot.
import { html, render, useState, useEffect } from '../../vendor/preact.js';
import { get, kept, visit } from '../api.js';

const root = document.documentElement, sizes = [18, 22, 30];
const setFont = (px) => { root.setAttribute('data-font', px); kept.set('hg_font', px); };
setFont(kept.get('hg_font') || 18);

/** Puts App in the place of the static shell. */
export function mount(App) {
  const place = document.getElementById('app');
  place.textContent = '';
  render(html`<${App} />`, place);
  setTimeout(visit, 0);
}

const numbers = [['报警', '110'], ['火警', '119'], ['急救', '120']].map(([name, number]) => ({ name, tel: number })); // until the office's own list is here

/** What /api/home says; the office's own lines come from the last visit until then. */
export function useHome(poster) {
  const [home, set] = useState(() => Object.assign({ community: {}, emergency: numbers }, kept.get('hg_office')));
  const load = () => get('/api/home' + (poster ? '?poster=' + encodeURIComponent(poster) : '')).then((h) => {
    kept.set('hg_office', { community: h.community, emergency: h.emergency });
    set(Object.assign({ loaded: true, load }, h));
  }).catch((e) => set((old) => Object.assign({}, old, { load, problem: e.message })));
  useEffect(() => { load(); }, []);
  return home;
}

const paths = {
  phone: 'M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2',
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
  list: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c1-9 15-9 16 0',
  pin: 'M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11M12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5 11a7 7 0 0 0 14 0M12 18v3',
  back: 'M15 5l-7 7 7 7', next: 'M9 5l7 7-7 7', check: 'M5 12.500l5 5 9-11',
  heart: 'M12 20S4 15 4 9.500A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.500C20 15 12 20 12 20M12 10v5M9.500 12.500h5',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.500 1h-15zM10 21h4', search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l5 5',
  mail: 'M3 6h18v13H3zM3 7l9 7 9-7',
};
export const Icon = ({ is }) => html`<svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[is]} /></svg>`;

export const tel = (number) => 'tel:' + String(number || '').replace(/[^\d+]/g, '');

/** 『11月24日（周二）17:30』 in Shanghai, whatever the phone's own zone. */
export function when(utc, withTime) {
  const d = new Date(Date.parse(String(utc).replace(' ', 'T')) + 8 * 3600e3);
  if (isNaN(d)) return '';
  const two = (n) => (n < 10 ? '0' : '') + n;
  return (d.getUTCMonth() + 1) + '月' + d.getUTCDate() + '日' + (withTime ? ' ' + two(d.getUTCHours()) + ':' + two(d.getUTCMinutes())
    : '（周' + '日一二三四五六'[d.getUTCDay()] + '）');
}

export const FontSize = () => html`<button type="button" class="size" aria-label="大字：换一种字号" onClick=${() => {
  setFont(sizes[(sizes.indexOf(+root.getAttribute('data-font')) + 1) % 3]);
}}>大字</button>`;

/** Photos so far and a tile for the next: one per tap, as inside WeChat neither capture nor multiple can be relied on. */
export const Photos = ({ photos, onAdd, onDrop, label }) => html`<div class="pics">
  ${photos.map((p, i) => html`<div class="pic" key=${p.url}>${p.url ? html`<img src=${p.url} alt=${'第 ' + (i + 1) + ' 张照片'} />` : html`<span class="file">${p.name}</span>`}
    <button type="button" aria-label=${'去掉第 ' + (i + 1) + ' 张照片'} onClick=${() => onDrop(p)}>×</button></div>`)}
  ${photos.length < 6 && html`<label class="pic add"><${Icon} is="camera" />${photos.length ? '再加一张' : '拍照片'}
    <input type="file" accept="image/*" onChange=${(e) => { const file = e.target.files[0]; e.target.value = ''; if (file) onAdd(file);
      }} /></label>`}
  ${!photos.length && label && html`<p class="small">${label}</p>`}</div>`;

const tabs = [['/', 'home', '首页'], ['/requests.html', 'list', '我的诉求'], ['/me.html', 'person', '我的']];
const Tabs = ({ phone }) => html`<nav class="bar" aria-label="常用"><div>
  ${tabs.map(([href, icon, text]) => html`<a class="tab" href=${href} aria-current=${location.pathname === href ? 'page' : undefined}>
    <${Icon} is=${icon} />${text}</a>`)}
  <a class="tab call" href=${phone ? tel(phone) : '#foot'}><${Icon} is="phone" />打电话</a></div></nav>`;

const Foot = ({ c }) => html`<footer class="foot" id="foot"><nav aria-label="说明">
  <a class="link" href="/about.html">隐私与说明</a><a class="link" href="/letter.html">书记信箱</a><a class="link"
    href="/ask.html?about=system">对本系统提意见</a></nav>
  <p>本页由${c.name || '本社区'}居民委员会提供，是社区服务渠道，不替代 110/119/120、12345 和信访渠道；个人信息由该居委会负责${c.contact_name ? '，联系人' + c.contact_name : ''}
    ${c.phone ? '，电话' + c.phone : ''}${c.phone_hours ? '（' + c.phone_hours + '）' : ''}。${c.filing_no ? '备案号 ' + c.filing_no : ''}</p></footer>`;

/** title; hero (first line above the big name) or back (address, '' for none); bar in place of the tabs. */
export function Frame({ home, title, hero, back, onBack, bar, children }) {
  const c = home.community;
  useEffect(() => { document.title = title + ' · ' + (c.brand || '红色管家'); }, [title, c.brand]);
  return html`${hero ? html`<header class="hero"><svg class="star" viewBox="0 0 24 24" aria-hidden="true"><path
    d="M12 1l3.200 7.200 7.800.8-5.900 5.200 1.700 7.700L12 18l-6.800 3.900 1.700-7.700L1 9l7.800-.8z" /></svg>
      <div class="in"><div><p>${hero}</p><h1>${title}</h1><p>${c.slogan || '\u00a0'}</p></div><${FontSize} /></div></header>`
    : html`<header class="top"><div class="in">${back !== ''
      && html`<a class="back" href=${back || '/'} onClick=${onBack} aria-label="返回"><${Icon} is="back" /></a>`}<h1>${title}</h1>
        <${FontSize} /></div></header>`}
  <main class="page">${children}</main><${Foot} c=${c} />${bar || html`<${Tabs} phone=${c.phone} />`}`;
}
