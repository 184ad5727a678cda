import { load, save } from './draft.js';
import { post, form } from './api.js';

// What was taken down without network, at the counter or at a door, waits here in order until the server has it. The
// server knows each client_key, so an entry sent twice (the answer got lost on the way) is still one request, one visit.

const all = () => load('queue', []);

/** @returns {object[]} entries of this person: {key, staff, at, to ('' a request | 'visit'), turn, values, photos (data URLs), wrong} */
export const entries = staff => all().filter(e => e.staff === staff);

export const waiting = staff => entries(staff).length;

/** @returns {string} '' | 'photos' (kept without photos: the phone's storage is full) | 'full' (not kept at all). */
export function put(entry) {
  const before = all();
  const at = before.findIndex(e => e.key === entry.key);
  const kept = e => (at < 0 ? before.concat([e]) : before.map((old, i) => (i === at ? e : old))); // mended, it keeps its turn
  if (save('queue', kept(entry))) return '';
  return save('queue', kept(Object.assign({}, entry, { photos: [] }))) ? 'photos' : 'full';
}

export function remove(key) {
  save('queue', all().filter(e => e.key !== key));
}

/** Sends one request taken down; the record comes back with its number and query code. */
export function send(values, photos, key, at) {
  const body = Object.assign({}, values, { client_key: key });
  if (at) body.received_at = at;
  Object.keys(body).forEach(k => { if (body[k] === '') delete body[k]; });
  if (!photos.length) return post('/api/requests/intake', body);
  body.photos = photos;
  return post('/api/requests/intake', form(body));
}

/**
 * Sends one visit and, if asked, makes a request of it. What is missing for that is no reason to send the visit again.
 * @returns {Promise<object>} the request where there is one, or {visit, trouble}
 */
export async function sendVisit(values, photos, key, turn, at) {
  const body = Object.assign({}, values, { client_key: key }, at ? { at: at } : {});
  const made = await post('/api/visits', photos.length ? form(Object.assign(body, { photos: photos })) : body);
  if (made.request_no || made.sealed || !turn || made.request) return made; // a danger, or what is kept apart: it is taken care of already
  try {
    return await post('/api/visits/' + made.visit + '/request', { name: values.person, phone: values.phone });
  } catch (err) {
    if (err.status === 0 || err.status === 401) throw err;
    return Object.assign({ trouble: err.message }, made);
  }
}

let running = null; // the timer, the network and a thumb may all ask at once

/** Sends what waits, oldest first; stops at the first sign of no network. @returns {Promise<object[]>} what was sent */
export function flush(staff) {
  running = running || inOrder(staff).then(sent => { running = null; return sent; }, err => { running = null; throw err; });
  return running;
}

async function inOrder(staff) {
  const sent = [];
  for (const e of entries(staff)) {
    try {
      const made = e.to === 'visit' ? await sendVisit(e.values, e.photos.map(toBlob), e.key, e.turn, e.at.replace(' ', 'T')) : await send(e.values, e.photos.map(toBlob), e.key, e.at);
      remove(e.key);
      sent.push(Object.assign({ to: e.to, key: e.key, words: wordsOf(e) }, made));
    } catch (err) {
      if (err.status === 0 || err.status === 401) break;
      put(Object.assign({}, e, { wrong: err.message }));
    }
  }
  return sent;
}

/** The words of an entry, for its line in the list. */
export const wordsOf = e => (e.to === 'visit' ? e.values.said : e.values.text) || '';

/** The entry with other words, name or number: where each stands differs between a request and a visit. */
export function mended(e, part) {
  const names = e.to === 'visit' ? { words: 'said', name: 'person', phone: 'phone' } : { words: 'text', name: 'name', phone: 'phone' };
  const values = Object.assign({}, e.values);
  Object.keys(part).forEach(k => { values[names[k]] = part[k].trim(); });
  values.phone = (values.phone || '').replace(/[\s-]/g, '');
  return Object.assign({}, e, { values: values, wrong: '' });
}

export function toDataURL(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

export function toBlob(url, i) {
  const raw = atob(url.split(',')[1]);
  const bytes = new Uint8Array(raw.length);
  for (let n = 0; n < raw.length; n++) bytes[n] = raw.charCodeAt(n);
  const blob = new Blob([bytes], { type: 'image/jpeg' });
  blob.name = 'photo' + ((i || 0) + 1) + '.jpg';
  return blob;
}

/** A new key per request or visit taken down. Not secret, only unlikely to meet another. */
export function newKey() {
  const four = new Uint32Array(4);
  crypto.getRandomValues(four);
  return Array.from(four).map(n => n.toString(36)).join('').slice(0, 24);
}
