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
  const asked = props.route[1];
  const now = useLoad(() => (asked ? Promise.resolve(asked) : get('/api/stats/overview').then(s => s.friday.week)), [asked]);
  if (now.error) return html`<div class="view"><${Failed} error=${now.error} again=${now.again} /></div>`;
  if (!now.data) return html`<div class="view"><${Loading} words="正在找本周的周报…" /></div>`;
  return html`<${Report} key=${now.data} week=${now.data} ...${props} />`;
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
  const base = '/api/reports/weekly/' + props.week;
  const report = useLoad(() => get(base + '/preview'), [props.week]);
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const [said, say] = useState('');
  const [ask, question] = useConfirm();
  const p = report.data;

  const act = async (verb, body, words, sure) => {
    if (busy || sure && !await ask(sure, words)) return false;
    setBusy(verb);
    setWrong('');
    say('');
    return post(base + '/' + verb, body).then(fresh => {
      setBusy('');
      say(words + '：办好了。');
      if (fresh && fresh.items) report.put(fresh);
      else report.again();
      return true;
    }, err => {
      setBusy('');
      setWrong(err.message);
      return false;
    });
  };
  const frozen = p && (p.state === 'sent' || p.state === 'manual');

  return html`<div class="view">
    <header class="page-head"><h1>承办与周报</h1><span class="quiet grow">${weekWords(props.week)}</span>
      <span class="buttons"><button class="btn slim" onClick=${() => go('weekly/' + shift(props.week, -1))}>上一周</button>
      <button class="btn slim" onClick=${() => go('weekly/' + shift(props.week, 1))}>下一周</button></span></header>
    ${report.error && html`<${Failed} error=${report.error} again=${report.again} />`}
    ${!p && !report.error && html`<${Loading} words="正在读取周报…" />`}
    ${p && html`<section class="card">
        <h2>${p.subject || '本周周报'}</h2>
        <p><span class=${'pill ' + (frozen ? 'closed' : 'in_review')}>${p.state_label}</span>
          ${p.slot_at && html` <span>${frozen ? '应发' : '将在'} ${stamp(p.slot_at)}${frozen ? '' : ' 发出'}</span>`}
          ${p.signed_by ? html` · 签发：${p.signed_by}${p.signed_at ? ' ' + stamp(p.signed_at) : ''}` : ' · 尚未签发'}</p>
        ${p.sentence && html`<p class="why">${p.sentence}</p>`}
        ${said && html`<p class="note ok" role="status">${said}</p>`}
        ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
        ${!frozen && html`<div class="buttons">
          <button class="btn primary" disabled=${!!busy} onClick=${() => act('sign', {}, '签发', '签发后按时发出，稿子上写您的名字。')}>${busy === 'sign' ? '正在签发…' : '签发'}</button>
          ${p.state === 'held'
            ? html`<button class="btn" disabled=${!!busy} onClick=${() => act('release', {}, '取消暂缓')}>取消暂缓</button>`
            : html`<button class="btn" disabled=${!!busy} onClick=${() => act('hold', {}, '暂缓发出')}>暂缓发出</button>`}
          <button class="btn" disabled=${!!busy} onClick=${() => act('send', {}, '现在发出', '现在就发出第 ' + props.week.slice(-2) + ' 周的周报？发出后不能收回，内容不再改。')}>${busy === 'send' ? '正在发出…' : '现在发出'}</button>
        </div>`}
      </section>
      <${WeeklyItems} items=${p.items || []} frozen=${frozen} busy=${busy} act=${act} />
      ${!(p.items || []).length && html`<${Empty} words="本周没有要上报的事" hint="到时发零报告：本周无复杂诉求。" />`}
      <${Remark} key=${p.remark} report=${p} frozen=${frozen} busy=${busy} act=${act} />
      <${WeeklyFiles} base=${base} names=${p.files || []} />
      <${Manual} report=${p} busy=${busy} act=${act} />
      <${Body} report=${p} />`}
    ${question}
  </div>`;
}

function Remark(props) {
  const [text, set] = useState(props.report.remark || '');
  if (props.frozen) return props.report.remark ? html`<section class="card"><h2>备注</h2><p class="pre">${props.report.remark}</p></section>` : null;
  return html`<form class="card" onSubmit=${e => { e.preventDefault(); props.act('remark', { remark: text }, '保存备注'); }}>
    <label class="field"><span>备注：一句话写需要协调什么</span><textarea rows="2" value=${text} onInput=${e => set(e.target.value)} /></label>
    <button class="btn" disabled=${!!props.busy || text === (props.report.remark || '')}>${props.busy === 'remark' ? '正在保存…' : '保存备注'}</button>
  </form>`;
}
