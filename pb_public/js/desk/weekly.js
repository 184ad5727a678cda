import { html, useState } from './view.js';
import { get, post } from './api.js';
import { useLoad, go } from './load.js';
import { Loading, Failed, Empty } from './states.js';
import { useConfirm } from './confirm.js';
import { stamp, weekWords } from './clock.js';
import { WeeklyItems } from './weekly-items.js';
import { Manual } from './weekly-manual.js';
import { WeeklyFiles, Body } from './weekly-body.js';

/** 承办与周报: the Friday report before it goes out, and what became of earlier ones. */
export function Weekly(props) {
  const week = props.route[1] || 'current';
  return html`<${Report} key=${week} week=${week} ...${props} />`;
}

/** "2026-W47" ± n weeks, by way of that week's Thursday, which always lies in the ISO year of the week. */
export function shift(week, n) {
  const m = /^(\d+)-W(\d+)$/.exec(week);
  const jan4 = Date.UTC(+m[1], 0, 4);
  const thursday = jan4 + ((+m[2] - 1) * 7 + 3 - (new Date(jan4).getUTCDay() + 6) % 7) * 86400000 + n * 7 * 86400000;
  const year = new Date(thursday).getUTCFullYear();
  const count = Math.floor((thursday - Date.UTC(year, 0, 1)) / 86400000 / 7) + 1;
  return year + '-W' + String(count).padStart(2, '0');
}

function Report(props) {
  const [asked, setAsked] = useState(props.week);
  const report = useLoad(() => get('/api/reports/weekly/' + asked + '/preview'), [asked]);
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const [said, say] = useState('');
  const [ask, question] = useConfirm();
  const p = report.data;
  const week = p ? p.week : asked;
  const base = '/api/reports/weekly/' + week;

  const act = async (verb, body, words, sure) => {
    if (busy || sure && !await ask(sure, words)) return false;
    setBusy(verb);
    setWrong('');
    say('');
    return post(base + '/' + verb, body).then(fresh => {
      setBusy('');
      say(words + '：办好了。');
      setAsked(week); // from now on this very week, even if the next one has become the current one
      report.put(fresh);
      return true;
    }, err => {
      setBusy('');
      setWrong(err.message);
      return false;
    });
  };
  const over = p && (p.state === 'sent' || p.state === 'manual');

  return html`<div class="view">
    <header class="page-head"><h1>承办与周报</h1><span class="quiet grow">${p ? weekWords(week) : ''}</span>
      ${p && html`<span class="buttons"><button class="btn slim" onClick=${() => go('weekly/' + shift(week, -1))}>上一周</button>
        <button class="btn slim" onClick=${() => go('weekly/' + shift(week, 1))}>下一周</button></span>`}</header>
    ${report.error && html`<${Failed} error=${report.error} again=${report.again} />`}
    ${!p && !report.error && html`<${Loading} words="正在读取周报…" />`}
    ${p && html`<section class="card">
        <h2>${p.subject || weekWords(week) + '周报'}</h2>
        <p><span class=${'pill ' + (over ? 'closed' : 'in_review')}>${p.state_label}</span>${p.late && html` <span class="pill pending">迟报</span>`}
          ${p.signed_by ? html` 签发：${p.signed_by} ${stamp(p.signed_at)}` : over ? ' 发出时未签发' : ' 尚未签发'}</p>
        ${p.sentence && html`<p>${p.sentence}</p>`}
        ${said && html`<p class="note ok" role="status">${said}</p>`}
        ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
        ${!over && (props.me.role === 'steward' ? html`<${Decide} report=${p} busy=${busy} act=${act} />` : html`<p class="quiet">签发、暂缓、发出由红管负责人或社区书记办理。</p>`)}
      </section>
      <${WeeklyItems} items=${p.items} frozen=${p.frozen || over} busy=${busy} act=${act} />
      ${!p.items.length && html`<${Empty} words="本周没有复杂诉求" hint="到时发零报告：本周无复杂诉求。" />`}
      <${Remark} key=${p.remark} report=${p} over=${over} busy=${busy} act=${act} />
      <${WeeklyFiles} base=${base} names=${p.files} />
      <${Manual} report=${p} busy=${busy} act=${act} />
      <${Body} report=${p} />`}
    ${question}
  </div>`;
}

/** What the steward decides about a report that has not gone out. */
function Decide(props) {
  const p = props.report;
  const off = !!props.busy;
  return html`<div class="buttons">
    ${!p.signed_by && html`<button class="btn primary" disabled=${off} onClick=${() => props.act('sign', {}, '签发', '签发后稿子上写您的名字，到时发出。')}>${props.busy === 'sign' ? '正在签发…' : '签发'}</button>`}
    ${p.state === 'held' ? html`<button class="btn" disabled=${off} onClick=${() => props.act('release', {}, '取消暂缓')}>取消暂缓</button>`
      : html`<button class="btn" disabled=${off} onClick=${() => props.act('hold', {}, '暂缓发出')}>暂缓发出</button>`}
    ${(!p.frozen || p.state === 'held') && html`<button class="btn" disabled=${off} onClick=${() => props.act('send', {}, '现在发出', '现在就发出这期周报？发出后不能收回，内容不再改。')}>${props.busy === 'send' ? '正在发出…' : '现在发出'}</button>`}
  </div>`;
}

function Remark(props) {
  const [text, set] = useState(props.report.remark || '');
  if (props.over) return props.report.remark ? html`<section class="card"><h2>备注</h2><p class="pre">${props.report.remark}</p></section>` : null;
  return html`<form class="card" onSubmit=${e => { e.preventDefault(); props.act('remark', { remark: text }, '保存备注'); }}>
    <label class="field"><span>备注：一句话写需要协调什么</span><textarea rows="2" value=${text} onInput=${e => set(e.target.value)} /></label>
    <button class="btn" disabled=${!!props.busy || text === (props.report.remark || '')}>${props.busy === 'remark' ? '正在保存…' : '保存备注'}</button>
  </form>`;
}
