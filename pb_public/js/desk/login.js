import { html, useState, useRef, useEffect } from './view.js';
import { login } from './api.js';
import { Secret } from './secret.js';

/** Account and password; onDone(auth, what was typed). Also lies over the desk when a session ran out, so that nothing typed is lost. */
export function Login(props) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const account = useRef(null);
  const password = useRef(null);
  useEffect(() => {
    account.current.value = props.account || '';
    (props.account ? password : account).current.focus();
  }, []);

  const submit = e => {
    e.preventDefault();
    if (busy) return;
    setBusy(true);
    setWrong('');
    const typed = password.current.value;
    login(account.current.value.trim(), typed).then(fresh => props.onDone(fresh, typed), err => {
      setBusy(false);
      setWrong(err.status === 400 ? '账号或密码不对，请再试一次。忘记密码请找社区书记，会给您新的首次密码。' : err.message);
      password.current.select();
    });
  };

  return html`<div class="login" role=${props.over ? 'dialog' : 'main'} aria-modal=${props.over ? 'true' : undefined} aria-label="登录">
    <form class="card login-card" onSubmit=${submit}>
      <p class="login-brand">${props.brand || '红色管家'}</p>
      <h1>${props.over ? '请重新登录' : '工作台登录'}</h1>
      ${props.notice && html`<p class="note warn" role="status">${props.notice}</p>`}
      <label class="field"><span>账号</span>
        <input ref=${account} name="account" autocomplete="username" autocapitalize="off" required /></label>
      <${Secret} box=${password} name="password" label="密码" autocomplete="current-password" />
      ${wrong && html`<p class="note bad" role="alert">${wrong}</p>`}
      <button class="btn primary wide" disabled=${busy}>${busy ? '正在登录…' : '登录'}</button>
      <p class="quiet">社区工作者、网格员、项目负责人、物业和业委会专人使用。居民请扫楼道里的海报。</p>
    </form>
  </div>`;
}
