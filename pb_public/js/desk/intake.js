import { html, useEffect, useRef, useState } from './view.js';
import { load, save, drop } from './draft.js';
import { day } from './clock.js';
import { Chips } from './chips.js';
import { PlacePicker } from './place-picker.js';
import { PhotoPicker } from './photo-picker.js';
import { Hints } from './intake-hints.js';
import { Done } from './intake-done.js';
import { send, put, newKey, toDataURL, toBlob } from './unsent.js';

const CHANNELS = ['phone', 'walk_in', 'visit', 'patrol', 'meeting', 'letter', 'hotline'];
const KINDS = ['help', 'consult', 'suggestion', 'complaint', 'praise'];
const LABELS = {
  phone: '电话', walk_in: '接访', visit: '入户', patrol: '巡查发现', meeting: '议事会', letter: '信件', hotline: '上级转来',
  help: '求助', consult: '咨询', suggestion: '建议', complaint: '投诉', praise: '表扬',
};

const blank = () => ({
  key: newKey(), text: '', kind: 'help', channel: load('channel', 'phone'), name: '', phone: '',
  place: { estate: '', building: '', unit: '', room: '' }, source_system: '', external_no: '', external_due: '', photos: [],
});

/** 代登记: half a minute on the keyboard, from the words heard to the number read out. */
export function Intake(props) {
  const [v, set] = useState(() => Object.assign(blank(), load('intake', {})));
  const [photos, setPhotos] = useState(() => (v.photos || []).map(toBlob));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [done, setDone] = useState(null);
  const text = useRef(null);
  const box = useRef(null);
  useEffect(() => { if (!done && text.current) text.current.focus(); }, [done]);
  const change = part => {
    const next = Object.assign({}, v, part);
    set(next);
    save('intake', next);
  };
  const changePhotos = files => {
    setPhotos(files);
    Promise.all(files.map(toDataURL)).then(urls => set(now => {
      const next = Object.assign({}, now, { photos: urls });
      if (!save('intake', next)) save('intake', Object.assign({}, next, { photos: [] }));
      return next;
    }), () => {});
  };
  const again = () => { set(blank()); setPhotos([]); setDone(null); setWrong(''); };

  const values = () => ({
    text: v.text.trim(), kind: v.kind, channel: v.channel, name: v.name.trim(), phone: v.phone.replace(/[\s-]/g, ''),
    estate: v.place.estate, building: v.place.building, unit: v.place.unit, room: v.place.room.trim(),
    source_system: v.channel === 'hotline' ? v.source_system : '', external_no: v.channel === 'hotline' ? v.external_no : '',
    external_due: v.channel === 'hotline' ? v.external_due : '',
  });
  const finish = result => {
    drop('intake');
    save('channel', v.channel);
    setBusy(false);
    setDone(result);
    props.recount();
  };
  const submit = e => {
    e.preventDefault();
    if (busy) return;
    if (!v.text.trim() && !photos.length) { setWrong('请写下说了什么，或加一张照片。'); text.current.focus(); return; }
    if (!v.place.estate) { setWrong('请选小区；说不清哪一幢，楼栋可以不选。'); return; }
    setBusy(true);
    setWrong('');
    send(values(), photos, v.key).then(finish, err => {
      if (err.status !== 0) { setBusy(false); setWrong(err.message); return; }
      keepForLater();
    });
  };
  const keepForLater = async () => {
    const urls = await Promise.all(photos.map(toDataURL));
    const lost = put({ key: v.key, staff: props.me.id, to: '', at: new Date().toISOString().replace('T', ' '), values: values(), photos: urls, wrong: '' });
    props.onKept();
    if (lost === 'full') { setBusy(false); setWrong('没有网络，本机也存不下了：请先别关这一页，联网后再点一次“登记”。'); return; }
    finish({ queued: true, photosLost: lost === 'photos' });
  };

  return html`<div class="view narrow">
    <header class="page-head"><h1>代登记</h1><span class="quiet">${day()}</span></header>
    ${done ? html`<${Done} result=${done} phone=${v.phone} onAgain=${again} />` : html`<form ref=${box} class="card intake" onSubmit=${submit}
      onKeyDown=${e => { if (e.key === 'Enter' && e.ctrlKey) submit(e); }}>
      <${Chips} legend="怎么来的" name="channel" all=${CHANNELS} value=${v.channel} onPick=${c => change({ channel: c })} words=${props.words.values.channel} fallback=${LABELS} />
      <label class="field"><span>说了什么</span>
        <textarea ref=${text} rows="4" value=${v.text} placeholder="照原话记，谁、在哪、什么事" onInput=${e => change({ text: e.target.value })} /></label>
      <${Hints} text=${v.text} building=${v.place.building} community=${props.community} />
      <${PlacePicker} value=${v.place} onPut=${place => change({ place: place })} />
      <div class="cols">
        <label class="field"><span>姓名或称呼</span><input value=${v.name} autocomplete="off" required onInput=${e => change({ name: e.target.value })} /></label>
        <label class="field"><span>手机或座机</span><input value=${v.phone} type="tel" inputmode="tel" autocomplete="off" required onInput=${e => change({ phone: e.target.value })} /></label>
      </div>
      <${Chips} legend="性质" name="kind" all=${KINDS} value=${v.kind} onPick=${k => change({ kind: k })} words=${props.words.values.kind} fallback=${LABELS} />
      ${v.channel === 'hotline' && html`<div class="cols three">
        <label class="field"><span>上级平台</span><input value=${v.source_system} placeholder="12345、数字城管" onInput=${e => change({ source_system: e.target.value })} /></label>
        <label class="field"><span>上级编号</span><input value=${v.external_no} onInput=${e => change({ external_no: e.target.value })} /></label>
        <label class="field"><span>上级要求办结日</span><input type="date" value=${v.external_due} onInput=${e => change({ external_due: e.target.value })} /></label>
      </div>`}
      <div class="field"><span>照片（可不加）</span><${PhotoPicker} files=${photos} onPut=${changePhotos} /></div>
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <div class="buttons"><button class="btn primary big" disabled=${busy}>${busy ? (photos.length ? '正在上传 ' + photos.length + ' 张照片…' : '正在登记…') : '登记'} <kbd class="key">Ctrl+Enter</kbd></button>
        <button type="button" class="btn" onClick=${() => { drop('intake'); again(); }} disabled=${busy}>清空</button></div>
    </form>`}
  </div>`;
}
