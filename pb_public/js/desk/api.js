// The desk's side of the server: its token, its errors in words, its lists.
const KEY = 'hg_desk';
const OFFLINE = '连不上服务器。请看看网络，或办公室那台电脑是否开着。';

/** What went wrong, in a sentence people understand; status 0 means the server was not reached. */
export class Refusal extends Error {
  constructor(status, message, data) {
    super(message);
    this.status = status;
    this.data = data || {};
  }
}

export function session() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && kept.token && kept.record ? kept : null;
  } catch (e) {
    return null;
  }
}

function keep(auth) {
  localStorage.setItem(KEY, JSON.stringify({ token: auth.token, record: auth.record }));
  return session();
}

export function logout() {
  localStorage.removeItem(KEY);
}

/** PocketBase treats an expired token as a guest (empty lists, no error), so the date is read here. */
export function expired(token) {
  try {
    const part = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    return JSON.parse(atob(part)).exp * 1000 < Date.now();
  } catch (e) {
    return true;
  }
}

let onExpired = () => {};
export function whenExpired(f) {
  onExpired = f;
}

async function refusal(res) {
  const body = await res.json().catch(() => ({}));
  const fields = Object.keys(body.data || {}).map(k => (body.data[k] && body.data[k].message) || '').filter(Boolean);
  const words = body.message || '服务器没有说明原因（' + res.status + '）';
  return new Refusal(res.status, fields.length && words.indexOf(fields[0]) < 0 ? words + '：' + fields.join('；') : words, body.data);
}

async function send(method, path, body, signal) {
  const kept = session();
  const headers = {};
  if (kept && path.indexOf('/auth-with-password') < 0) {
    if (expired(kept.token)) {
      onExpired();
      throw new Refusal(401, '登录已过期，请重新登录');
    }
    headers.Authorization = kept.token;
  }
  let payload = body;
  if (body !== undefined && !(body instanceof FormData)) {
    headers['Content-Type'] = 'application/json';
    payload = JSON.stringify(body);
  }
  let res;
  try {
    res = await fetch(path, { method: method, headers: headers, body: payload, signal: signal });
  } catch (e) {
    throw new Refusal(0, OFFLINE);
  }
  if (res.ok) return res;
  if (res.status === 401 && kept) onExpired();
  throw await refusal(res);
}

const json = async res => (res.status === 204 ? null : res.json());

export const get = (path, signal) => send('GET', path, undefined, signal).then(json);
export const post = (path, body) => send('POST', path, body === undefined ? {} : body).then(json);
export const blob = path => send('GET', path).then(res => res.blob());
export const text = path => send('GET', path).then(res => res.text());

/** PocketBase's own list: filter, sort, page, perPage, fields, skipTotal. */
export function list(collection, query) {
  const q = Object.keys(query).filter(k => query[k] !== '' && query[k] !== undefined)
    .map(k => k + '=' + encodeURIComponent(query[k])).join('&');
  return get('/api/collections/' + collection + '/records?' + q);
}

export const one = (collection, id) => get('/api/collections/' + collection + '/records/' + id);

export const count = (collection, filter) =>
  list(collection, { filter: filter, perPage: 1, fields: 'id' }).then(page => page.totalItems);

export async function login(account, password) {
  const auth = await post('/api/collections/staff/auth-with-password', { identity: account, password: password });
  return keep(auth);
}

export async function renew() {
  return keep(await post('/api/collections/staff/auth-refresh'));
}

/** A verb of the record: JSON, or multipart as soon as a file comes along. */
export function apply(id, verb, values) {
  const path = '/api/requests/' + id + '/' + verb;
  const withFiles = Object.keys(values || {}).some(k => Array.isArray(values[k]) && values[k][0] instanceof Blob);
  return post(path, withFiles ? form(values) : values || {});
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
