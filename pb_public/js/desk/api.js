// The desk's door to the server: the same door as the residents' pages, with the desk's own token.
import { use, call, kept, session as live, signIn, signOut } from '../api.js';

const KEY = 'hg_desk';
use(KEY, 'staff');

/** {token, record}; also after it expired, so that the log-in knows whose desk this is. */
export const session = () => kept.get(KEY);
export const expired = () => !live();
export const logout = signOut;

let onExpired = () => {};
export function whenExpired(f) {
  onExpired = f;
}

/** PocketBase treats an expired token as a guest (empty lists, no error), so it is looked at before asking. */
function ask(method, path, body, options) {
  const s = session();
  const guest = options && options.guest;
  if (s && !guest && expired()) {
    onExpired();
    return Promise.reject(Object.assign(new Error('登录已过期，请重新登录。'), { status: 401, data: {} }));
  }
  return call(method, path, body, options).catch(err => {
    // What was asked before she logged in anew may be refused only now: that says nothing of the new session.
    const now = session();
    if (err.status === 401 && s && !guest && now && now.token === s.token) onExpired();
    throw tell(err);
  });
}

/** The sentence, and what each field says beside it. */
function tell(err) {
  const more = Object.keys(err.fields || {}).map(k => err.fields[k]).filter(m => err.message.indexOf(m) < 0);
  if (more.length) err.message += ' ' + more.join('；');
  return err;
}

export const get = path => ask('GET', path);
export const post = (path, body, options) => ask('POST', path, body || {}, options);
export const blob = path => ask('GET', path, null, { blob: true });

/** PocketBase's own list: filter, sort, page, perPage, fields, skipTotal. */
export function list(collection, query) {
  const q = Object.keys(query).filter(k => query[k] !== '' && query[k] !== undefined)
    .map(k => k + '=' + encodeURIComponent(query[k])).join('&');
  return get('/api/collections/' + collection + '/records?' + q);
}

/** Requests by their words, number or place, the best first; filter as in list(). */
export const find = (words, query) => get('/api/requests/search?q=' + encodeURIComponent(words.slice(0, 200)) + '&perPage=' + query.perPage + '&filter=' + encodeURIComponent(query.filter))
  .then(found => Object.assign({ sought: words }, found));

export const one = (collection, id) => get('/api/collections/' + collection + '/records/' + id);

export const count = (collection, filter) =>
  list(collection, { filter: filter, perPage: 1, fields: 'id' }).then(page => page.totalItems);

const keep = auth => {
  signIn(auth);
  return session();
};

export const login = (account, password) =>
  post('/api/collections/staff/auth-with-password', { identity: account, password: password }, { guest: true }).then(keep);

/** Her own password. The server ends all other sessions and gives this one a new token. */
export const changePassword = (old, chosen) => post('/api/staff/password', { old: old, password: chosen }).then(keep);

export const renew = () => post('/api/collections/staff/auth-refresh').then(keep);

/**
 * A verb of a record: JSON, or multipart as soon as a file comes along. The record says how far its timeline was read,
 * so that the server tells whoever would write over a colleague (409).
 */
export function apply(request, verb, given, progress) {
  const path = '/api/requests/' + request.id + '/' + verb;
  const values = request.seen ? Object.assign({ seen: request.seen }, given) : given;
  const withFiles = Object.keys(values).some(k => Array.isArray(values[k]) && values[k][0] instanceof Blob);
  return withFiles ? post(path, form(values), { progress: progress }) : post(path, values);
}

export function form(values) {
  const data = new FormData();
  Object.keys(values).forEach(k => {
    const v = values[k];
    if (Array.isArray(v)) v.forEach((file, i) => data.append(k, file, file.name || k + (i + 1) + '.jpg'));
    else if (v !== undefined && v !== null) data.append(k, v);
  });
  return data;
}
