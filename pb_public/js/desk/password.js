import { html, useEffect, useRef, useState } from './view.js';
import { changePassword } from './api.js';
import { Secret } from './secret.js';

/** 改密码, a page of the desk. */
export function Password(props) {
  const [done, setDone] = useState(false);
  return html`<div class="view"><header class="page-head"><h1>改密码</h1></header>
    <section class="card password-card">
      ${done ? html`<p class="note ok" role="status">密码改好了。其他手机、电脑上的登录都退出了，这里接着用。</p>`
      : html`<${Change} me=${props.me} onDone=${fresh => { props.onAuth(fresh); setDone(true); }} />`}
    </section></div>`;
}

/** What somebody sees who came with a password that another person knows: nothing else opens until it is changed. given: what she just typed. */
export function FirstPassword(props) {
  const [fresh, setFresh] = useState(null);
  return html`<div class="login" role="main"><div class="card login-card">
    <p class="login-brand">${props.brand}</p>
    ${fresh ? html`<h1>密码改好了</h1>
      <p class="note ok" role="status">以后用新密码登录。别的手机、电脑上要是登录过，都已经退出。</p>
      <${Begin} onClick=${() => props.onDone(fresh)} />`
    : html`<h1>${props.me.name}，先改个密码</h1>
      <p class="note warn">这是别人给您的密码，请换成只有您知道的。改好就能接着办。</p>
      <${Change} me=${props.me} given=${props.given} wide onDone=${setFresh} />
      <p class="leave"><button type="button" class="btn slim" onClick=${props.onLogout}>退出登录</button></p>`}
  </div></div>`;
}

function Begin(props) {
  const button = useRef(null);
  useEffect(() => button.current.focus(), []);
  return html`<button ref=${button} class="btn primary wide" onClick=${props.onClick}>开始办事</button>`;
}

/** The form itself. The rules are the server's; only what is typed twice is compared here. */
function Change(props) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState({});
  const old = useRef(null), chosen = useRef(null), again = useRef(null);
  const boxes = { old: old, password: chosen, again: again };
  useEffect(() => {
    if (props.given) old.current.value = props.given;
    (props.given ? chosen : old).current.focus();
  }, []);
  const refuse = fields => {
    setWrong(fields);
    const first = ['old', 'password', 'again'].filter(name => fields[name])[0];
    if (first) boxes[first].current.focus();
  };
  const submit = e => {
    e.preventDefault();
    if (busy) return;
    if (chosen.current.value !== again.current.value) { refuse({ again: '两次写的不一样，请再写一遍' }); return; }
    setBusy(true);
    setWrong({});
    changePassword(old.current.value, chosen.current.value).then(props.onDone, err => {
      setBusy(false);
      refuse(err.fields && (err.fields.old || err.fields.password) ? err.fields : { all: err.message });
    });
  };
  const typed = name => () => wrong[name] && setWrong({});
  return html`<form onSubmit=${submit} aria-label="改密码">
    <span hidden><input type="text" name="username" autocomplete="username" value=${props.me.account} readonly /></span>
    <${Secret} box=${old} name="old" label=${props.me.first_password ? '现在的密码（别人给您的）' : '现在的密码'} autocomplete="current-password" wrong=${wrong.old} onInput=${typed('old')} />
    <${Secret} box=${chosen} name="password" label="新密码" autocomplete="new-password" hint="至少 8 位，几个词连起来，好记又难猜。不要用账号、电话、12345678。" wrong=${wrong.password} onInput=${typed('password')} />
    <${Secret} box=${again} name="again" label="新密码再写一遍" autocomplete="new-password" wrong=${wrong.again} onInput=${typed('again')} />
    ${wrong.all && html`<p class="note bad" role="alert">${wrong.all}</p>`}
    <div class="buttons"><button class=${'btn primary' + (props.wide ? ' wide' : '')} disabled=${busy}>${busy ? '正在改…' : '改密码'}</button></div>
  </form>`;
}
