import { html, useState } from './view.js';
import { get, list, post, form } from './api.js';
import { useLoad } from './load.js';
import { Failed } from './states.js';
import { Form } from './form.js';
import { stamp } from './clock.js';
import { save } from './save.js';

const STREET = { name: 'street_opinion', label: '街道（社工委）意见', type: 'textarea' };
const FORWARD = [
  { name: 'forward_opinion', label: '组织部门拟办意见', type: 'textarea' },
  { name: 'org', label: '转交给哪个承办党组织', type: 'org' },
  { name: 'org_name', label: '名单里没有的，写单位全称', type: 'text' },
  { name: 'reply_by', label: '请在此前答复', type: 'date' },
  { name: 'forward_by', label: '转交人', type: 'text' },
];
const SIGNED = { name: 'signed_by', label: '承办单位签收人', type: 'text' };
const RESULT = [
  { name: 'result', label: '办理结果和答复', type: 'textarea' },
  { name: 'outcome', label: '结论', type: 'choice', options: [
    { value: 'solved', label: '已解决' }, { value: 'partly', label: '部分解决' }, { value: 'explained', label: '解释说明' }, { value: 'refused', label: '不予办理（有依据）' }] },
  { name: 'files', label: '纸质件照片', type: 'files' },
];

/** What may stand on the paper that has come back, by how far the form has got. */
const BY_STATE = {
  drafted: [STREET],
  reported: [STREET].concat(FORWARD),
  forwarded: [SIGNED].concat(RESULT),
  signed: RESULT,
};

/** 承办单 of a complex request: its number, print, and what came back on stamped paper. */
export function Referral(props) {
  const request = props.request;
  const found = useLoad(() => list('referrals', { filter: "request='" + request.id + "'", perPage: 1, skipTotal: 1 }), [request.id, props.version]);
  const known = useLoad(() => get('/api/referrals/markers'), []);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  if (found.error) return html`<${Failed} error=${found.error} again=${found.again} />`;
  const r = found.data && found.data.items[0];
  if (!r) return null;
  const fields = BY_STATE[r.state];
  const send = values => {
    setBusy(true);
    setWrong('');
    return post('/api/referrals/' + r.id + '/paper', values.files ? form(values) : values).then(() => {
      setBusy(false);
      setOpen(false);
      props.onDone();
      return true;
    }, err => {
      setBusy(false);
      setWrong(err.message);
      return false;
    });
  };
  const own = !!(known.data && known.data.own);
  const word = () => {
    setWrong('');
    save('/api/referrals/' + r.id + '/form.docx', '民意诉求承办单 ' + r.referral_no + '.docx').catch(err => setWrong('Word 版没有下载到：' + err.message));
  };
  const states = (props.words.values || {}).referral_state || {};
  const line = (label, text) => text && html`<div class="whole"><dt>${label}</dt><dd class="pre">${text}</dd></div>`;
  return html`<section class="card" aria-label="承办单">
    <h2>承办单 <span class="num">${r.referral_no}</span> ${states[r.state] && html`<span class="pill in_review">${states[r.state]}</span>`}</h2>
    <dl class="about">
      ${line('街道意见', r.street_opinion)}${line('拟办意见', r.forward_opinion)}${line('请答复', r.reply_by && stamp(r.reply_by) + ' 前')}${line('办理结果', r.result)}
    </dl>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${open ? html`<${Form} request=${request} verb=${{ verb: 'paper_' + r.state, label: '登记纸质意见', fields: fields }} busy=${busy} onSend=${send} onClose=${() => setOpen(false)} />`
      : html`<p class="buttons">${own && html`<button class="btn primary" onClick=${word}>下载 Word 版</button>`}
        <a class="btn" href=${'/print.html#referral/' + r.id}>${own ? '看自带样式' : '打印承办单'}</a>
        ${!own && html`<button class="btn" onClick=${word}>下载 Word 版</button>`}
        ${fields && html`<button class="btn" onClick=${() => setOpen(true)}>登记纸质意见</button>`}</p>
        ${own && html`<p class="quiet">本社区使用自己的承办单模板，请用 WPS/Word 打印。</p>`}
        ${fields && html`<p class="quiet">盖章的承办单退回来了，把上面写的意见、签收和结果照录在这里。</p>`}`}
  </section>`;
}
