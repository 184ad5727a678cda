// 上级联系人: agrees to receive what is said about the community's own leaders, and reads it with her own key.
// The link's secret travels in the fragment only; the key stays in this page's memory and in the body of a request.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { get, post } from '../api.js';
import { Frame, Icon, mount, tel, useHome, when } from '../parts/frame.js';

const token = () => location.hash.slice(1).replace(/[^\w]/g, '');
const path = () => '/api/upper/' + token();
const parts = { sheet: () => import('../parts/key-sheet.js'), letters: () => import('../parts/upper-letters.js') };

const Means = ({ a, onAgree, busy }) => html`<section class="card"><h2>请您做上级联系人</h2>
  <p><b>${a.unit} ${a.name}</b>，您好！</p>
  <p>${a.community.name}请您接收居民说到社区书记、主任的来信。这样的信，书记、主任和社区工作人员都不能看，只有您一个人能看。</p>
  <ul class="dots">
    <li>同意以后，程序给您一把密钥，<b>只显示这一次</b>，请打印或抄下来，自己收好。程序和社区都不留底。</li>
    <li>没有这张纸，谁也打不开来信，包括我们。纸丢了，请让社区停用，再给您一把新的；用旧密钥锁的信，只有旧纸打得开。</li>
    <li>居民写信的页面会写明由您（${a.unit} ${a.name}）阅看。</li>
    <li>您每打开一封，只记下时间，不记内容。您可以答复，来信人凭查询码看到。</li>
    <li>来信涉嫌违纪违法的，请按您单位的规定办理。</li></ul>
  ${a.held > 0 && html`<p class="note">已经锁着 <b>${a.held}</b> 封，等您同意以后交给您。</p>`}
  <p class="small">邀请在 ${when(a.expires_at)} 以前有效。不是您本人，请不要点，把这一页关掉，并告诉社区。</p>
  <p class="small">最好用连着打印机的电脑打开，也可以用手机打开后手抄。</p>
  <button type="button" class="btn main" disabled=${busy} onClick=${onAgree}>${busy ? '正在做密钥…' : '我同意接收'}</button></section>`;

function Upper() {
  const home = useHome(), [a, set] = useState(null), [problem, say] = useState(''), [busy, setBusy] = useState(false), [sheet, setSheet] = useState(null),
    [Part, setPart] = useState(null);
  const load = () => {
    say(token() ? '' : '链接不完整，请打开邀请或密钥纸上的链接。');
    if (token()) get(path(), { guest: true }).then(set, (e) => say(e.message));
  };
  const need = (name) => parts[name]().then((m) => setPart(() => m.default), () => say('网络不好，请再点一次。'));
  useEffect(() => {
    load();
    const again = () => { set(null); setSheet(null); load(); };
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  useEffect(() => { if (a && a.state === 'agreed') need('letters'); }, [a && a.state]);
  const agree = () => {
    if (busy) return;
    setBusy(true);
    post(path(), { action: 'agree' }, { guest: true }).then((key) => need('sheet').then(() => { setSheet(key); scrollTo(0, 0); }), (e) => say(e.message))
      .then(() => setBusy(false));
  };
  const confirmed = (answer) => {
    history.replaceState(null, '', location.pathname + '#' + sheet.next); // from now on her own link
    setPart(null);
    setSheet(null);
    set(answer);
    scrollTo(0, 0);
  };
  const act = (body) => post(path(), body, { guest: true });
  const phone = home.community.phone;
  return html`<${Frame} home=${home} title="上级联系人" back=""
      bar=${html`<div class="bar do" role="region" aria-label="联系社区"><div>
        <a class="btn call" href=${phone ? tel(phone) : '#foot'}><${Icon} is="phone" />打不开，打电话给社区</a></div></div>`}>
    ${!a && !problem && html`<p role="status">正在打开…</p>`}
    ${problem && html`<section class="note warn"><p role="alert">${problem}</p>
      ${token() && html`<button type="button" class="btn soft" onClick=${load}>再试一次</button>`}</section>`}
    ${a && a.state === 'invited' && !sheet && html`<${Means} a=${a} busy=${busy} onAgree=${agree} />`}
    ${sheet && Part && html`<${Part} k=${sheet} act=${act} onDone=${confirmed} />`}
    ${a && a.state === 'agreed' && Part && html`<${Part} a=${a} act=${act} onChange=${set} />`}<//>`;
}
mount(Upper);
