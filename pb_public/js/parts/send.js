// The second half of asking: whom to call back, then 同意并提交. Registers on the way.
import { html, useState, useRef, useEffect } from '../../vendor/preact.js';
import { post, rest, session, signOut } from '../api.js';
import { Field, Tiles } from './field.js';
import { Frame } from './frame.js';
import { uploading } from './photos.js';
import { Consent, lacking, register, Who } from './who.js';
export { Sent } from './sent.js';

const relations = ['父母', '配偶', '子女', '其他家人'].map((r) => [r, r]);

export function Send({ home, draft, put, photos, chosen, place, code, danger, done, call, card, hold }) {
  const callback = draft.callback;
  const [known, setKnown] = useState(!!session()), [busy, setBusy] = useState(''), [bad, setBad] = useState({}), [problem, say] = useState('');
  const lock = useRef(false), shown = useRef(Date.now());
  const me = card || known ? card || home.me || session().record : null, f = draft.family;
  const typed = (name) => (e) => { put({ [name]: e.target.value }); setBad({}); say(''); };
  const bare = !!danger && !me && !callback && !!draft.text && !(draft.phone || '').trim(); // in danger the words alone will do
  const family = (change) => put({ family: Object.assign({}, f, change) });
  useEffect(() => { const el = document.getElementById(callback ? 'phone' : 'name'); if (el && !danger) el.focus(); }, [known]); // in danger the keyboard must not cover the numbers

  const where = () => ({ poster: code, building: chosen ? chosen.building : '', unit: chosen ? chosen.unit : '', room: draft.room || '' });
  function create() {
    const form = new FormData(), all = Object.assign(where(), { text: draft.text, client_key: draft.client_key });
    if (card) all.card = card.key;
    if (chosen) all.estate = chosen.estate;
    if (callback) all.callback = true;
    if (f) all.on_behalf = JSON.stringify({ name: f.name || '', phone: f.phone || '', relation: f.relation || '' });
    Object.keys(all).forEach((k) => { if (all[k]) form.append(k, all[k]); });
    photos.forEach((p) => form.append('photos', p.file));
    return post(card ? '/api/cards/ask' : session() ? '/api/collections/requests/records' : '/api/requests/danger', form, {
      guest: !!card, progress: (loaded) => { if (photos.length) setBusy(uploading(photos, loaded)); },
    });
  }
  function submit(e) {
    e.preventDefault();
    if (lock.current || Date.now() - shown.current < 700) return; // the second of two taps on 下一步 lands on this very button
    const lacks = card ? {} : lacking(draft, { callback, danger, bare });
    if (Object.keys(lacks).length) return refuse(lacks);
    lock.current = true;
    say('');
    setBusy(photos.length ? '正在上传 1/' + photos.length : '正在提交…');
    (bare || card ? Promise.resolve() : register(home, draft, where(), callback, danger)).then(create).then((answer) => done(bare ? Object.assign(answer, { bare }) : answer), (err) => {
      if (err.status === 410) hold(null); // the card was ended meanwhile
      if (err.status === 401) { signOut(); err.message = '登录过期了。写的都还在：留下称呼和电话就能提交。'; }
      setKnown(!!session()); // registered already: only the request is missing
      refuse(err.fields || {});
      say(rest(err, ['name', 'phone', 'room', 'on_behalf']));
    }).then(() => { lock.current = false; setBusy(''); });
  }
  function refuse(fields) {
    setBad(fields);
    const first = Object.keys(fields)[0], id = first === 'on_behalf' ? 'fphone' : first;
    if (id) setTimeout(() => { const el = document.getElementById(id); if (el) el.focus(); }, 50);
  }

  const bar = html`<div class="bar do" role="region" aria-label="下一步">${problem && html`<p class="bad" role="alert">${problem}</p>`}<div>${call}<button type="submit" form="send" class="btn main"
    disabled=${!!busy}>${busy || (me ? '提交' : bare ? '发出，不留电话' : '同意并提交')}</button></div></div>`;
  const back = (e) => { e.preventDefault(); history.back(); };
  return html`<${Frame} home=${home} title=${me ? '核对一下' : danger ? '先打电话，再发出' : '怎么联系您？'} onBack=${back} bar=${bar}>
    ${danger}
    <section class="card tight"><div class="row"><span class="small grow">${(chosen || place || {}).label || '没有选地点'}</span><a class="link"
      href="/ask.html" onClick=${back}>改一改</a></div>
      <p class="words">${draft.text || (callback ? '请社区给我打电话' : '（看照片）')}</p>
      ${(photos.length > 0 || (callback && draft.text)) && html`<p class="small">
        ${[photos.length && photos.length + ' 张照片', callback && '请给我回电话'].filter(Boolean).join('，')}</p>`}</section>
    <form id="send" class="stack" onSubmit=${submit} novalidate>
      <${Who} ...${{ me, draft, typed, bad, callback, danger, onOther: () => { if (card) return hold(null); signOut(); setKnown(false); } }} />
      ${!callback && html`<section class="card"><label class=${'tile' + (f ? ' on' : '')}><input type="checkbox" checked=${!!f}
        onChange=${(e) => put({ family: e.target.checked ? {} : null })} />替家人反映</label>
        ${f && html`<${Tiles} name="relation" label="家人是您的" two options=${relations} value=${f.relation} onPick=${(r) => family({ relation: r })} />
          <${Field} id="fname" label="家人贵姓" hint="不填也行" maxlength="20" value=${f.name || ''} onInput=${(e) => family({ name: e.target.value })} />
          <${Field} id="fphone" label="家人的电话" hint="不填就打给您" type="tel" inputmode="tel" maxlength="20" value=${f.phone || ''}
            onInput=${(e) => family({ phone: e.target.value })} error=${bad.on_behalf} />
          <p class="small">您和家人都能看到办理进度。</p>`}</section>`}
      ${!me && !bare && html`<${Consent} button="同意并提交" />`}
    </form><//>`;
}
