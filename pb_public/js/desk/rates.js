import { html } from './view.js';

const LABELS = { response: '响应率', resolution: '解决率', satisfaction: '满意率', on_time: '按时率' };
const R = 68;
const CX = 90;
const CY = 84;

/** A point on the half circle: 0 lies left, 1 right. */
const at = (share, r) => [CX - r * Math.cos(Math.PI * share), CY - r * Math.sin(Math.PI * share)];

function arc(share, r) {
  const end = at(share, r);
  return 'M' + (CX - r) + ' ' + CY + 'A' + r + ' ' + r + ' 0 0 1 ' + end[0].toFixed(2) + ' ' + end[1].toFixed(2);
}

/** 三率, always with how many they rest on; the words say what the colour says. */
export function Rates(props) {
  const rates = props.rates || {};
  const shown = Object.keys(LABELS).filter(k => rates[k]);
  if (!shown.length) return null;
  return html`<section class="card rates" aria-label="三率和按时率">
    <h2>三率和按时率 <span class="quiet">${rates.period || '近 90 天'}</span></h2>
    <div class="gauges">${shown.map(k => html`<${Gauge} key=${k} label=${rates[k].label || LABELS[k]} rate=${rates[k]} />`)}</div>
    <a class="btn slim" href="#/figures">分单位、楼幢看</a>
    ${rates.call_back && rates.call_back.n > 0 && html`<p class="quiet">${rates.call_back.label} ${rates.call_back.sentence}</p>`}
  </section>`;
}

/** 『94%（17 人评价，参评率 56%）』 beside a gauge that shows the 94 already. */
const words = r => String(r.sentence || r.n + ' 件').replace(/^[\d.]+%（(.*?)）/, '$1') + (r.target ? '，目标 ' + Math.round(r.target * 100) + '%' : '');

function Gauge(props) {
  const r = props.rate;
  // Whole per cent, cut off: seventeen answers carry no decimals, and 99.6 % is not all.
  const percent = r.n ? Math.floor(r.rate * 100 + 1e-9) : null;
  const met = typeof r.met === 'boolean' ? r.met : null; // the server says from how many on
  const tone = met === null ? 'plain' : met ? 'met' : 'under';
  const inner = r.target && at(r.target, R - 12);
  const outer = r.target && at(r.target, R + 12);
  const verdict = percent === null ? '还没有数' : met === null ? '' : met ? '达标' : '未达标';
  return html`<figure class=${'gauge ' + tone}>
    <svg viewBox="0 0 180 96" aria-hidden="true">
      <path class="track" d=${arc(1, R)} />
      ${percent > 0 && html`<path class="value" d=${arc(Math.min(1, r.rate), R)} />`}
      ${r.target && html`<line class="target" x1=${inner[0]} y1=${inner[1]} x2=${outer[0]} y2=${outer[1]} />`}
      <text class="gauge-n" x=${CX} y=${CY - 6} text-anchor="middle">${percent === null ? '—' : percent}${percent !== null && html`<tspan class="percent">%</tspan>`}</text>
    </svg>
    <figcaption><strong>${props.label}${verdict ? ' · ' + verdict : ''}</strong>
      <span class="sr">${percent === null ? '' : percent + '%'}</span>
      <span class="quiet">${words(r)}</span></figcaption>
  </figure>`;
}
