import { html, useState } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed } from './states.js';
import { left, stamp, day, parse, waited } from './clock.js';
import { Trend } from './trend.js';
import { Rates } from './rates.js';
import { Suggestions } from './suggestions.js';

const AT_FIRST = matchMedia('(min-width: 900px)').matches ? 7 : 4; // rows one sees without scrolling
const SAYS = { ok: '正常', warn: '留意', bad: '要处理' };

/** 今日概览: what runs out first stands first; numbers afterwards. */
export function Overview(props) {
  const stats = useLoad(() => get('/api/stats/overview'), []);
  const s = stats.data;
  return html`<div class="view">
    <header class="page-head"><h1>${props.community.name || '今日概览'}</h1>
      <span class="quiet grow">${day()}</span>
      <button class="btn slim" onClick=${stats.again} disabled=${stats.busy}>${stats.busy && s ? '正在刷新…' : '刷新'}</button></header>
    ${stats.error && html`<${Failed} error=${stats.error} again=${stats.again} />`}
    ${!s && !stats.error && html`<${Loading} words="正在汇总今天的数字…" />`}
    ${s && (s.health && s.health.lines || []).filter(l => l.banner).map(l => html`<p key=${l.label} class=${'note ' + (l.state === 'bad' ? 'bad' : 'warn')} role="alert"><strong>${l.sentence}</strong></p>`)}
    ${s && html`<div class="overview">
      <div class="column">
        <${DueSoon} rows=${s.due_soon || []} now=${parse(s.now)} />
        <${Trend} weeks=${s.weeks || []} />
        ${s.suggestions && html`<${Suggestions} of=${s.suggestions} />`}
      </div>
      <div class="column">
        <${Counters} all=${s.counters} />
        ${s.watch && html`<${Watch} watch=${s.watch} />`}
        ${s.friday && html`<${Friday} friday=${s.friday} />`}
        <${Rates} rates=${s.rates} />
        ${s.sealed_label && html`<section class="card"><h2>保密</h2><p>${s.sealed_label}待答复。内容只有书记或上级联系人能看；少于 5 件时不显示件数。</p></section>`}
        ${s.health && html`<${Health} health=${s.health} />`}
      </div>
    </div>`}
  </div>`;
}

/** Counters of requests open their list; others are only shown, their lists live with the secretary. */
function Counters(props) {
  const busy = (props.all || []).filter(c => c.count > 0);
  if (!busy.length) return html`<p class="note ok">今天要办的都办完了。</p>`;
  return html`<div class="counters">${busy.map(c => {
    const inside = html`<span class="counter-n num">${c.count}</span> <span class="counter-words">${c.label}</span>
      ${(c.oldest || c.hint) && html`<span class="counter-hint" title=${c.hint}>${c.oldest ? waited(c.oldest).replace('已等', '最久') : c.hint}</span>`}`;
    return c.collection === 'requests'
      ? html`<a key=${c.key} class=${'counter ' + c.tone} href=${'#/list/' + c.key}>${inside}</a>`
      : html`<div key=${c.key} class=${'counter ' + c.tone}>${inside}</div>`;
  })}</div>`;
}

/** "HP-20261123-0007" → "1123-0007": enough to find it by, the whole number is in the title. */
const shortNo = no => String(no).replace(/^\w+-\d{4}/, '');

function DueSoon(props) {
  const [all, setAll] = useState(false);
  const shown = all ? props.rows : props.rows.slice(0, AT_FIRST);
  return html`<section class="card due" aria-label="快到期的事">
    <h2>快到期的事 <span class="quiet">按剩余时间</span></h2>
    ${!props.rows.length ? html`<p class="state">近两天没有要到期的诉求</p>` : html`<table class="table">
      <thead><tr><th scope="col">编号</th><th scope="col">事项和地点</th><th scope="col">承办</th><th scope="col" class="right">剩余</th></tr></thead>
      <tbody>${shown.map(r => {
        const l = left(r.due_at, props.now && props.now.getTime());
        return html`<tr key=${r.id}><td class="num once" title=${r.request_no}>${shortNo(r.request_no)}</td>
          <td class="main-cell"><a href=${'#/request/' + r.id}>${r.summary}<span class="quiet">${r.place_label}</span></a></td><td>${r.handler_name || '未派单'}</td>
          <td class="right"><span class=${'lamp ' + r.lamp} title=${stamp(r.due_at)}>${l ? l.text : r.lamp_label}</span></td></tr>`;
      })}</tbody></table>`}
    ${props.rows.length > shown.length && html`<p class="buttons"><button class="btn slim" onClick=${() => setAll(true)}>看全部 ${props.rows.length} 件</button></p>`}
  </section>`;
}

function Friday(props) {
  const f = props.friday;
  return html`<section class="card friday"><h2>周五上报 <span class="quiet">第 ${f.week.replace(/^.*W0?/, '')} 周 · ${f.slot_at ? stamp(f.slot_at) : ''}</span></h2>
    <p class="friday-n"><strong class="num">${f.items}</strong> 件，其中复杂 <strong class="num">${f.complex}</strong> 件 <span class="pill in_review">${f.state_label}</span></p>
    ${f.sentence && html`<p class="quiet">${f.sentence}</p>`}
    <a class="btn" href=${'#/weekly/' + f.week}>看预览</a></section>`;
}

function Health(props) {
  return html`<section class="card"><h2>这台电脑 <span class=${'lamp ' + (props.health.ok ? 'green' : 'red')}>${props.health.ok ? '正常' : '要处理'}</span></h2>
    <ul class="plain health">${(props.health.lines || []).map(l => html`<li key=${l.label}>
      <span class=${'lamp ' + ({ ok: 'green', warn: 'yellow', bad: 'red' }[l.state] || 'none')}>${SAYS[l.state]}</span> <strong>${l.label}</strong> ${l.sentence}</li>`)}</ul></section>`;
}

/** 谁在值班, and who comes next. */
function Watch(props) {
  const w = props.watch;
  return html`<section class="card"><h2>谁在值班</h2>
    ${w.on.map(p => html`<p class="contact-line" key=${p.name}><strong>${p.name}</strong> ${p.phone && html`<a class="btn slim call num" href=${'tel:' + p.phone}>${p.phone}</a>`} <span class="quiet">到 ${stamp(p.to)}</span></p>`)}
    ${!w.on.length && html`<p class=${w.empty ? 'note warn' : ''}>${w.sentence}</p>`}
    ${w.on.length > 0 && w.next && html`<p class="quiet">下一班：${w.next.name}，${stamp(w.next.from)} 起</p>`}</section>`;
}
