// The only place that talks to the server. XMLHttpRequest, because it alone reports
// upload progress and has a time limit on every phone down to iOS 12.

const memory = {}; // stands in where the browser blocks localStorage
let key = 'hg_token', collection = 'residents';

/** The desk calls use('hg_desk', 'staff') before anything else. */
export function use(storageKey, authCollection) { key = storageKey; collection = authCollection; }

/** What this phone keeps: kept.get(name), kept.set(name, value or null). */
export const kept = {
  get(name) {
    let text = null;
    try { text = JSON.parse(localStorage.getItem(name)); } catch (e) { /* blocked or broken: as if empty */ }
    return text === null ? memory[name] || null : text;
  },
  set(name, value) {
    memory[name] = value;
    try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(value)); } catch (e) { /* memory has it */ }
  },
};

/** A sender's key, the same until the server has it: a second try never makes a second request. */
export function newKey() {
  const bytes = new Uint8Array(16);
  try { crypto.getRandomValues(bytes); } catch (e) { for (let i = 0; i < 16; i++) bytes[i] = Math.random() * 256; }
  return Array.from(bytes, (b) => (b + 256).toString(16).slice(1)).join('');
}
/** {token, record} of the person on this phone, or null once it has expired. */
export function session() {
  const s = kept.get(key);
  if (!s || !s.token) return null;
  try {
    const part = s.token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    return JSON.parse(atob(part)).exp * 1000 > Date.now() ? s : null;
  } catch (e) { return s; }
}
export const signIn = (auth) => kept.set(key, { token: auth.token, record: auth.record });
export const signOut = () => kept.set(key, null);

/** Renews the 90-day token once per visit; a token the server no longer knows is dropped. */
export function visit() {
  try { if (sessionStorage.getItem(key)) return; sessionStorage.setItem(key, '1'); } catch (e) { return; }
  if (session()) call('POST', '/api/collections/' + collection + '/auth-refresh').then(signIn, (e) => {
    if (e.status === 401 || e.status === 403) { signOut(); location.reload(); }
  });
}

const busy = '请过一会儿再试，或者打电话给社区。';
const sentences = {
  0: '没有连上社区的电脑，您写的都还在。请检查手机网络，再点一次。', 401: '请先登录。', 403: '您没有权限看这一页，请先登录。', 404: '没有找到，请核对一下。',
  408: '等了很久没有回应，请再点一次，不会重复提交。', 413: '照片太大了，请少选几张再试。', 429: '点得太快了，请等一分钟再试。',
};

function problem(status, answer) {
  const told = answer && answer.message, data = (answer && answer.data) || {}, fields = {};
  Object.keys(data).forEach((name) => { if (data[name] && data[name].message) fields[name] = data[name].message; });
  let text = /[\u4e00-\u9fff]/.test(told) ? told : sentences[status] || (status >= 500 ? '社区的电脑出了点问题，' : '这一步没有成功，') + busy;
  if (!status && navigator.onLine === false) text = '手机没有连上网。连上以后再点一次，您写的都还在。';
  return Object.assign(new Error(text), { status, fields, data });
}

function once(method, path, body, options) {
  return new Promise((done, fail) => {
    const x = new XMLHttpRequest(), form = body instanceof FormData, s = options.guest ? null : session();
    x.open(method, path);
    x.timeout = form ? 180000 : 20000;
    if (options.blob) x.responseType = 'blob';
    if (s) x.setRequestHeader('Authorization', s.token);
    if (body && !form) x.setRequestHeader('Content-Type', 'application/json');
    if (options.progress) x.upload.onprogress = (e) => options.progress(e.loaded, e.total);
    x.onload = () => {
      let answer = x.response;
      if (!options.blob) try { answer = x.response ? JSON.parse(x.response) : null; } catch (e) { /* HTML from a proxy, or text */ }
      x.status >= 200 && x.status < 300 ? done(answer) : fail(problem(x.status, answer));
    };
    x.onerror = () => fail(problem(0));
    x.ontimeout = () => fail(problem(408));
    x.send(body ? (form ? body : JSON.stringify(body)) : null);
  });
}

/** One request. Rejects with an Error whose message a resident can read, plus status and fields. Reading is tried twice. */
export function call(method, path, body, options) {
  options = options || {};
  return once(method, path, body, options).catch((e) => {
    if (method !== 'GET' || e.status) throw e;
    return new Promise((next) => setTimeout(next, 900)).then(() => once(method, path, body, options));
  });
}
/** What is left to say of an error once the shown fields carry their own sentences. */
export const rest = (e, shown) => {
  const names = Object.keys(e.fields || {}), others = names.filter((name) => shown.indexOf(name) < 0);
  return names.length && !others.length ? '' : others.length ? e.fields[others[0]] : e.message;
};

export const get = (path, options) => call('GET', path, null, options);
export const post = (path, body, options) => call('POST', path, body || {}, options);

/** A protected picture as an address an <img> can show. */
export const picture = (path) => get(path, { blob: true }).then((blob) => URL.createObjectURL(blob));
