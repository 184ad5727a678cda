import { html, useRef, useState } from './view.js';
import { load, save, drop } from './draft.js';
import { Chips } from './chips.js';
import { PlacePicker } from './place-picker.js';
import { PhotoPicker } from './photo-picker.js';
import { newKey, put, sendVisit, toBlob, toDataURL } from './unsent.js';

const KINDS = ['visit', 'walk_in', 'patrol'];
const OUTCOMES = ['noted', 'explained', 'settled', 'absent'];

// The place stays from one door to the next: the stairwell is walked once.
const blank = kept => ({ key: newKey(), kind: (kept && kept.kind) || 'visit', place: Object.assign({ estate: '', building: '', unit: '' }, kept && kept.place, { room: '' }), person: '', phone: '', said: '', outcome: 'noted', photos: [] });

/** One visit. onWritten gets the request that was made of it, or null. */
export function VisitForm(props) {
  const [v, set] = useState(() => Object.assign(blank(load('visit-last', null)), load('visit', {})));
  const [photos, setPhotos] = useState(() => (v.photos || []).map(toBlob));
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const [told, setTold] = useState('');
  const said = useRef(null);
  const change = part => {
    const next = Object.assign({}, v, part);
    set(next);
    save('visit', next);
    setTold('');
  };
  const changePhotos = files => {
    setPhotos(files);
    Promise.all(files.map(toDataURL)).then(urls => set(now => {
      if (now.key !== v.key) return now; // noted already: the next visit has none
      const next = Object.assign({}, now, { photos: urls });
      if (!save('visit', next)) save('visit', Object.assign({}, next, { photos: [] })); // the words matter more
      return next;
    }), () => {});
  };
  const typed = name => e => change({ [name]: e.target.value });
  const values = () => ({
    kind: v.kind, estate: v.place.estate, building: v.place.building, unit: v.place.unit, room: v.place.room.trim(),
    person: v.person.trim(), phone: v.phone.replace(/[\s-]/g, ''), said: v.said.trim(), outcome: v.outcome,
  });
  const clear = sentence => {
    drop('visit');
    save('visit-last', { kind: v.kind, place: v.place });
    set(blank(v));
    setPhotos([]);
    setBusy('');
    setTold(sentence);
  };
  const finish = (request, sentence) => { clear(sentence); props.onWritten(request); };
  const submit = (e, toRequest) => {
    e.preventDefault();
    if (busy) return;
    if (!v.said.trim() && v.outcome !== 'absent') { setWrong('请写一句说了什么、看到什么。'); said.current.focus(); return; }
    setBusy(toRequest ? 'turn' : 'note');
    setWrong('');
    sendVisit(values(), photos, v.key, toRequest).then(made => {
      if (made.request_no || made.sealed) finish(made, '');
      else finish(null, made.trouble ? '记好了，没转成诉求：' + made.trouble + '。在下面这条上点“转为诉求”再补。' : '记好了。');
    }, err => {
      if (err.status === 0) return keepForLater(toRequest);
      setBusy('');
      return setWrong(err.message);
    });
  };
  // Without network it waits beside the requests taken down; the key makes a second try the same visit.
  const keepForLater = async toRequest => {
    const urls = await Promise.all(photos.map(toDataURL));
    const lost = put({ key: v.key, staff: props.me.id, to: 'visit', turn: toRequest, at: new Date().toISOString().replace('T', ' '), values: values(), photos: urls, wrong: '' });
    props.onKept();
    if (lost === 'full') { setBusy(''); setWrong('没有网络，本机也存不下了：请先别关这一页，联网后再点一次“记下”。'); return; }
    clear('没有网络，已存在本机，连上后自动发出。' + (lost === 'photos' ? '本机存不下照片，只存了文字。' : ''));
  };

  return html`<form class="card intake visit-form" onSubmit=${e => submit(e, false)}>
    <${Chips} legend="怎么见到的" name="visit-kind" all=${KINDS} value=${v.kind} onPick=${k => change({ kind: k })} words=${props.words.visit_kind} />
    <${PlacePicker} value=${v.place} onPut=${place => change({ place: place })} />
    <label class="field"><span>说了什么、看到什么</span><textarea ref=${said} rows="3" maxlength="2000" value=${v.said} placeholder="照原话记一两句" onInput=${typed('said')} /></label>
    ${v.kind !== 'patrol' && html`<div class="cols">
      <label class="field"><span>见到谁 <span class="quiet">可不填</span></span><input value=${v.person} maxlength="20" autocomplete="off" onInput=${typed('person')} /></label>
      <label class="field"><span>电话 <span class="quiet">要转诉求的才填</span></span><input type="tel" inputmode="tel" value=${v.phone} autocomplete="off" onInput=${typed('phone')} /></label>
    </div>`}
    <${Chips} legend="当场怎样了" name="visit-outcome" all=${OUTCOMES} value=${v.outcome} onPick=${o => change({ outcome: o })} words=${props.words.visit_outcome} />
    <div class="field"><span>照片（可不加）</span><${PhotoPicker} files=${photos} onPut=${changePhotos} /></div>
    ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
    ${told && html`<p class="note ok" role="status">${told}</p>`}
    <div class="buttons"><button class="btn primary big" disabled=${!!busy}>${busy === 'note' ? '正在记…' : '记下'}</button>
      <button type="button" class="btn big" disabled=${!!busy || v.outcome === 'absent'} onClick=${e => submit(e, true)}>${busy === 'turn' ? '正在转…' : '记下并转为诉求'}</button></div>
  </form>`;
}
