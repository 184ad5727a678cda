import { load, save } from './draft.js';
import { post, form } from './api.js';

// What was taken down without network waits here, in order, until the server has it. The server knows each
// client_key, so an entry sent twice (the answer got lost on the way) is still one request.

const all = () => load('queue', []);

/** @returns {object[]} entries of this person: {key, staff, at, values, photos (data URLs), wrong} */
export const entries = staff => all().filter(e => e.staff === staff);

export const waiting = staff => entries(staff).length;

/** @returns {string} '' | 'photos' (kept without photos: the phone's storage is full) | 'full' (not kept at all). */
export function put(entry) {
  const others = all().filter(e => e.key !== entry.key);
  if (save('queue', others.concat([entry]))) return '';
  const bare = Object.assign({}, entry, { photos: [] });
  return save('queue', others.concat([bare])) ? 'photos' : 'full';
}

export function remove(key) {
  save('queue', all().filter(e => e.key !== key));
}

/** Sends one entry; the record comes back with its number and query code. */
export function send(values, photos, key, at) {
  const body = Object.assign({}, values, { client_key: key });
  if (at) body.received_at = at;
  Object.keys(body).forEach(k => { if (body[k] === '') delete body[k]; });
  if (!photos.length) return post('/api/requests/intake', body);
  body.photos = photos;
  return post('/api/requests/intake', form(body));
}

/** Sends what waits, oldest first; stops at the first sign of no network. @returns {Promise<object[]>} what was sent */
export async function flush(staff) {
  const sent = [];
  for (const e of entries(staff)) {
    try {
      const record = await send(e.values, e.photos.map(toBlob), e.key, e.at);
      remove(e.key);
      sent.push(record);
    } catch (err) {
      if (err.status === 0 || err.status === 401) break;
      put(Object.assign({}, e, { wrong: err.message }));
    }
  }
  return sent;
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

/** A new key per request taken down. Not secret, only unlikely to meet another. */
export function newKey() {
  const four = new Uint32Array(4);
  crypto.getRandomValues(four);
  return Array.from(four).map(n => n.toString(36)).join('').slice(0, 24);
}
