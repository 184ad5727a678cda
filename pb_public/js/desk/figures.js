import { html, useState } from './view.js';
import { get } from './api.js';
import { useLoad } from './load.js';
import { Loading, Failed } from './states.js';
import { CopyBox } from './copy.js';
import { isoDay } from './clock.js';
import { save } from './save.js';
import { Month } from './month.js';
import { FiguresTable } from './figures-table.js';

/** 简报与迎检: what an office above asks for, made of records that are there already. */
export function Figures(props) {
  return html`<div class="view">
    <header class="page-head"><h1>简报与迎检</h1></header>
    <${FiguresTable} />
    <${Brief} />
    <${Inspection} me=${props.me} categories=${(props.words.values || {}).category || {}} />
  </div>`;
}

const thisMonth = () => isoDay().slice(0, 7);

/** 月度简报: three paragraphs, one tap to copy. */
function Brief() {
  const [month, setMonth] = useState(thisMonth());
  const brief = useLoad(() => get('/api/stats/brief?month=' + month), [month]);
  return html`<section class="card" aria-label="月度简报"><h2>月度简报</h2>
    <${Month} value=${month} onPick=${setMonth} />
    ${brief.error && html`<${Failed} error=${brief.error} again=${brief.again} />`}
    ${!brief.data && !brief.error && html`<${Loading} words="正在汇总…" />`}
    ${brief.data && html`<${CopyBox} label="一键复制" rows=${11} primary text=${brief.data.text} done="已复制，去文档里粘贴即可。" />`}
  </section>`;
}

/** 迎检: period and category in, a zip with 台账, 目录, timelines and photos out. */
function Inspection(props) {
  const [ask, set] = useState({ from: isoDay().slice(0, 4) + '-01-01', to: isoDay(), category: '', words: '' });
  const [found, setFound] = useState(null);
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const put = name => e => { set(Object.assign({}, ask, { [name]: e.target.value })); setFound(null); };
  const query = Object.keys(ask).map(k => k + '=' + encodeURIComponent(ask[k])).join('&');
  const run = (what, go) => {
    setBusy(what);
    setWrong('');
    go().then(() => setBusy(''), err => { setBusy(''); setWrong(err.message); });
  };
  const look = e => { e.preventDefault(); run('look', () => get('/api/inspections/count?' + query).then(setFound)); };
  const take = () => run('take', () => save('/api/inspections/pack?' + query, '迎检资料 ' + ask.from + '至' + ask.to + '.zip'));
  if (props.me.role !== 'steward') return html`<section class="card"><h2>迎检资料</h2><p class="quiet">迎检资料由社区书记或红管负责人导出。</p></section>`;
  return html`<section class="card" aria-label="迎检资料"><h2>迎检资料</h2>
    <p class="quiet">一个压缩包：目录、台账、每件的流转记录和照片。姓名、电话、室号已隐去；保密来信不在内；事后登记的标“补录”。</p>
    <form onSubmit=${look}>
      <label class="field"><span>从</span><input type="date" required value=${ask.from} onInput=${put('from')} /></label>
      <label class="field"><span>到</span><input type="date" required value=${ask.to} onInput=${put('to')} /></label>
      <label class="field"><span>诉求类型</span><select value=${ask.category} onChange=${put('category')}><option value="">全部</option>
        ${Object.keys(props.categories).map(k => html`<option key=${k} value=${k}>${props.categories[k]}</option>`)}</select></label>
      <label class="field"><span>关键词 <span class="quiet">可不填，如：电梯</span></span><input type="text" maxlength="30" value=${ask.words} onInput=${put('words')} /></label>
      <div class="buttons"><button class="btn" disabled=${!!busy}>${busy === 'look' ? '正在数…' : '看有多少件'}</button>
        ${found && found.ok && html`<button type="button" class="btn primary" disabled=${!!busy} onClick=${take}>${busy === 'take' ? '正在打包…' : '下载压缩包'}</button>`}</div>
    </form>
    ${found && html`<p role="status">${found.sentence}</p>`}
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
  </section>`;
}
