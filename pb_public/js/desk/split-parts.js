import { html, useEffect, useState } from './view.js';
import { post } from './api.js';
import { MatterPicker } from './matter-picker.js';
import { Photo } from './photos.js';

const PAUSE = 700; // ms after the last key
const MOST = 6;

const blank = () => ({ text: '', matter: '', matter_name: '', lane: 'normal', seal: false });

/**
 * 拆分: one box a matter, begun with the machine's proposal, each judged again when its words change.
 * Value: what the server takes, [{text, matter, photos, seal}].
 */
export function SplitParts(props) {
  const r = props.request;
  const photos = r.photos || [];
  const [parts, set] = useState((props.value || []).length ? props.value : null);
  const [wrong, setWrong] = useState('');
  const path = '/api/requests/' + r.id + '/parts';
  const begin = () => {
    setWrong('');
    const judged = a => a.parts.map(p => Object.assign(p, { judged: p.text.trim() }));
    post(path, {}).then(a => set(a.parts.length > 1 ? judged(a) : judged(a).concat(blank())), err => { setWrong(err.message); set([Object.assign(blank(), { text: r.text || '' }), blank()]); });
  };
  useEffect(() => { if (!parts) begin(); }, []);

  const put = (i, more) => set(old => old.map((p, n) => (n === i ? Object.assign({}, p, more) : p)));
  // What a part is about follows its words until somebody chooses.
  const texts = (parts || []).map(p => p.text).join('\n');
  useEffect(() => {
    if (!parts) return undefined;
    const asked = parts.map(p => p.text.trim());
    const stale = parts.some((p, i) => asked[i] && p.judged !== asked[i]);
    if (!stale) return undefined;
    let gone = false;
    const timer = setTimeout(() => post(path, { texts: asked }).then(a => {
      if (gone) return;
      let at = 0;
      const fresh = a.parts;
      set(old => old.map((p, i) => {
        if (!asked[i]) return p;
        const g = fresh[at++];
        if (!g) return p;
        return Object.assign({}, p, { judged: asked[i], lane: g.lane, reason: g.reason }, p.own ? {} : { matter: g.matter, matter_name: g.matter_name }, g.lane === 'sealed' ? {} : { seal: false });
      }));
    }, () => {}), PAUSE);
    return () => { gone = true; clearTimeout(timer); };
  }, [texts]);
  useEffect(() => { if (parts) props.onPut(parts); }, [parts]);

  if (!parts) return html`<p class="quiet" role="status">正在看这段话里有几件事…</p>`;
  return html`<div class="field split-parts">
    ${wrong && html`<p class="note warn">${wrong} 请自己分一下。</p>`}
    ${parts.map((p, i) => html`<${Part} key=${i} part=${p} n=${i + 1} photos=${photos} request=${r.id} onPut=${more => put(i, more)}
      onDrop=${parts.length > 2 && (() => set(parts.filter((x, n) => n !== i)))} />`)}
    ${parts.length < MOST && html`<button type="button" class="btn slim" onClick=${() => set(parts.concat(blank()))}>再加一件</button>`}
    <p class="quiet">每件有自己的编号，期限从居民反映那天算起；都有答复了，一次告诉居民，各件分开评价。</p>
  </div>`;
}

function Part(props) {
  const p = props.part;
  const [picking, pick] = useState(false);
  const names = p.photos || props.photos; // all of them until somebody says otherwise
  const toggle = name => props.onPut({ photos: names.indexOf(name) < 0 ? names.concat(name) : names.filter(x => x !== name) });
  return html`<fieldset class=${'part' + (p.lane === 'sealed' ? ' sealed' : '')}><legend>第 ${props.n} 件</legend>
    <textarea rows="2" value=${p.text} aria-label=${'第' + props.n + '件'} maxlength="2000" onInput=${e => props.onPut({ text: e.target.value })} />
    ${p.lane === 'sealed' ? html`<div class="note warn"><p>这一件涉及具体的人，不能放在公开的清单里。</p>
        <label class="check"><input type="checkbox" checked=${!!p.seal} onChange=${e => props.onPut({ seal: e.target.checked, photos: [] })} /><span>这一件转入保密，不进清单</span></label></div>`
      : html`<p class="part-matter">${p.lane === 'emergency' && html`<strong class="urgent-words">紧急</strong>`}${p.text.trim() && html`<span>归到 <strong>${p.matter_name || '…'}</strong></span>`}
          <button type="button" class="btn slim" aria-expanded=${String(picking)} onClick=${() => pick(!picking)}>${picking ? '不换了' : '换事项'}</button>
          ${props.onDrop && html`<button type="button" class="btn slim" onClick=${props.onDrop}>去掉这件</button>`}</p>
        ${picking && html`<${MatterPicker} label="换成哪个事项" seekLabel=${'第' + props.n + '件找事项'} value=${p.matter}
          onPick=${(id, m) => { props.onPut({ matter: id, matter_name: m.name, own: true }); pick(false); }} />`}`}
    ${props.photos.length > 0 && html`<div class="part-photos" role="group" aria-label="这件的照片">${props.photos.map((name, i) => html`<label class="check" key=${name}>
      <input type="checkbox" checked=${names.indexOf(name) >= 0} onChange=${() => toggle(name)} /><${Photo} request=${props.request} name=${name} label=${'照片' + (i + 1)} /></label>`)}</div>`}
  </fieldset>`;
}
