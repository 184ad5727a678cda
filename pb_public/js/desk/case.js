import { html, useState } from './view.js';
import { get, post } from './api.js';
import { Field } from './field.js';

const FIELDS = [
  { name: 'question', label: '居民会怎么问', type: 'textarea', required: true },
  { name: 'answer', label: '怎么回答', type: 'textarea', required: true },
  { name: 'keywords', label: '常用的说法（用顿号分开，如：老年证、优待证）', type: 'text' },
];

const TICK = { name: 'clean', label: '我看过了，里面没有姓名、电话、室号等个人信息', type: 'bool' };

/** 存为案例: the answer helps the next one who asks. It is public, so whoever saves it ticks that nothing of a person is in it. */
export function CaseForm(props) {
  const [values, set] = useState(null), [clean, tick] = useState(false), [busy, setBusy] = useState(false), [wrong, setWrong] = useState(''), [saved, setSaved] = useState(false);
  const path = '/api/requests/' + props.id + '/case';
  const open = () => {
    setBusy(true);
    get(path).then(draft => { set({ question: draft.question, answer: draft.answer, keywords: '' }); setBusy(false); setWrong(''); }, err => { setBusy(false); setWrong(err.message); });
  };
  const submit = e => {
    e.preventDefault();
    if (busy) return;
    if (!clean) { setWrong('请先看一遍，确认没有个人信息，再勾选。'); return; }
    setBusy(true);
    setWrong('');
    post(path, Object.assign({ clean: true }, values)).then(() => { setBusy(false); setSaved(true); set(null); }, err => { setBusy(false); setWrong(err.message); });
  };
  if (saved) return html`<p class="note ok" role="status">已存为案例。居民再问同样的事，会先看到这个回答。</p>`;
  if (!values) return html`<p class="buttons"><button class="btn slim" onClick=${open} disabled=${busy}>${busy ? '正在读取…' : '存为案例'}</button>
    ${wrong && html`<span class="note bad" role="alert">${wrong}</span>`}</p>`;
  return html`<section class="card" aria-label="存为案例"><h2>存为案例</h2>
    <p class="quiet">会公开给所有居民看。请改成一般的说法：不提是谁、哪一家，会变的日期和金额不写。</p>
    <form onSubmit=${submit}>
      ${FIELDS.map(f => html`<${Field} key=${f.name} field=${f} value=${values[f.name]} onPut=${value => set(Object.assign({}, values, { [f.name]: value }))} />`)}
      <${Field} field=${TICK} value=${clean} onPut=${yes => { tick(yes); setWrong(''); }} />
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <div class="buttons"><button class="btn primary" disabled=${busy}>${busy ? '正在保存…' : '存为案例'}</button>
        <button type="button" class="btn" onClick=${() => set(null)} disabled=${busy}>先不存</button></div>
    </form></section>`;
}
