import { html, useState } from './view.js';
import { get, post } from './api.js';
import { useLoad } from './load.js';
import { Failed, Loading } from './states.js';
import { isoDay, parse } from './clock.js';

const local = at => new Date(parse(at).getTime() + 8 * 3600 * 1000).toISOString();

/** 补录签到表: the paper list typed in, tried before it is taken. */
export function Paper(props) {
  const order = useLoad(() => get('/api/orders/' + props.order + '/screen'), [props.order]);
  if (order.error) return html`<div class="view"><${Failed} error=${order.error} again=${order.again} /></div>`;
  if (!order.data) return html`<div class="view"><${Loading} words="正在读取这一单…" /></div>`;
  return html`<${Sheet} o=${order.data.order} id=${props.order} onDone=${props.onDone} />`;
}

function Sheet(props) {
  const o = props.o;
  const day = isoDay(parse(o.starts_at));
  const blank = () => ({ name: '', phone: '', from: local(o.starts_at).slice(11, 16), until: local(o.ends_at).slice(11, 16) });
  const [rows, setRows] = useState(() => [blank()]);
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState([]);
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const fresh = () => { setSaid([]); setWrong(''); };
  const put = (i, part) => { setRows(rows.map((r, n) => (n === i ? Object.assign({}, r, part) : r))); fresh(); };
  // A night's list goes past midnight: what lies before the beginning is of the next day.
  const over = local(o.ends_at).slice(0, 10) !== local(o.starts_at).slice(0, 10);
  const at = time => new Date(Date.parse(day + 'T' + time + ':00+08:00') + (over && time < local(o.starts_at).slice(11, 16) && time <= local(o.ends_at).slice(11, 16) ? 86400000 : 0)).toISOString();
  const send = dry => {
    setBusy(dry ? '正在核对…' : '正在补录…');
    setWrong('');
    post('/api/orders/' + props.id + '/paper', { dry: dry, reason: reason, rows: rows.map(r => ({ name: r.name, phone: r.phone, in_at: r.from && at(r.from), out_at: r.until && at(r.until) })) })
      .then(a => { setBusy(''); setSaid(a.rows); if (a.applied) props.onDone('补录了 ' + a.rows.length + ' 人，请在“待确认”里确认，确认以后记入服务记录。'); else if (a.wrong) setWrong('有 ' + a.wrong + ' 行不对，请改好再核对；现在一行也没有记。'); }, e => { setBusy(''); setWrong(e.message); });
  };
  const ready = said.length === rows.length && said.every(s => s.ok);
  return html`<div class="view"><header class="page-head"><h1>补录签到表</h1><span class="quiet">${o.title}　${o.when}</span></header>
    <section class="card"><p class="quiet">照着纸上的填，路上的时间不算。先核对，每一行都对了再补录。</p>
      ${rows.map((r, i) => html`<fieldset class="paper-row" key=${i}><legend>第 ${i + 1} 行</legend><div class="cols">
        <label class="field"><span>姓名</span><input value=${r.name} maxlength="20" onInput=${e => put(i, { name: e.target.value })} /></label>
        <label class="field"><span>登记的电话</span><input type="tel" inputmode="tel" value=${r.phone} onInput=${e => put(i, { phone: e.target.value })} /></label>
        <label class="field"><span>几点到</span><input type="time" value=${r.from} onChange=${e => put(i, { from: e.target.value })} /></label>
        <label class="field"><span>几点走</span><input type="time" value=${r.until} onChange=${e => put(i, { until: e.target.value })} /></label></div>
        ${said[i] && html`<p class=${'note ' + (said[i].ok ? 'ok' : 'bad')}>${said[i].sentence}</p>`}
        ${rows.length > 1 && html`<button class="btn slim" onClick=${() => { setRows(rows.filter((x, n) => n !== i)); fresh(); }}>去掉这一行</button>`}</fieldset>`)}
      <p class="buttons"><button class="btn slim" onClick=${() => { setRows(rows.concat(blank())); fresh(); }}>加一行</button></p>
      <label class="field"><span>说明（超过 7 天才补录的要写）</span><input value=${reason} maxlength="200" onInput=${e => setReason(e.target.value)} /></label>
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <div class="buttons"><button class=${'btn' + (ready ? '' : ' primary')} disabled=${!!busy} onClick=${() => send(true)}>${busy === '正在核对…' ? busy : '核对'}</button>
        <button class=${'btn' + (ready ? ' primary' : '')} disabled=${!!busy || !ready} onClick=${() => send(false)}>${busy === '正在补录…' ? busy : '补录'}</button><button class="btn" onClick=${() => props.onDone()}>先不录</button></div>
    </section></div>`;
}
