import { html, useEffect, useLayoutEffect, useRef } from './view.js';

/** Is somebody typing? Then a letter is a letter. 229: the input method is composing Chinese. */
function typing(e) {
  const t = e.target;
  return e.isComposing || e.keyCode === 229 || e.ctrlKey || e.altKey || e.metaKey
    || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || t.isContentEditable;
}

/** Binds single keys while the component is on the page: {j: f, k: f, Enter: f}. */
export function useKeys(map) {
  const now = useRef(map);
  now.current = map;
  // Before the component is painted: what can be seen answers its key at once.
  useLayoutEffect(() => {
    const pressed = e => {
      if (typing(e) || document.querySelector('[aria-modal="true"]')) return;
      // Enter and Space on a focused control are that control's own.
      if (e.key === 'Enter' && /^(A|BUTTON|SUMMARY)$/.test(e.target.tagName)) return;
      const f = now.current[e.key];
      if (f) { e.preventDefault(); f(e); }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

const LINES = [
  ['j / k', '下一件 / 上一件'], ['Enter', '打开这一件'], ['a', '采纳并派单（待分派）'], ['c', '改分类'],
  ['n', '代登记一件'], ['Esc', '收起表单，回到列表'], ['Ctrl + Enter', '提交正在填的表单'], ['?', '看这张表'],
];

export function KeyHelp(props) {
  return html`<${Dialog} label="快捷键" onClose=${props.onClose}>
    <h2>快捷键</h2>
    <dl class="key-list">${LINES.map(l => html`<div><dt><kbd>${l[0]}</kbd></dt><dd>${l[1]}</dd></div>`)}</dl>
    <p class="quiet">正在打字时，字母键不会触发。</p>
    <button class="btn" onClick=${props.onClose}>知道了</button>
  <//>`;
}

/** A modal: takes the focus, keeps it inside, Esc closes, the focus returns to where it was. */
export function Dialog(props) {
  const box = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    const controls = () => box.current.querySelectorAll('button:not([disabled]),a[href],input,textarea,select');
    const first = box.current.querySelector('[data-first]') || controls()[0];
    if (first) first.focus();
    const pressed = e => {
      if (e.key === 'Escape') { e.stopPropagation(); props.onClose(); }
      if (e.key !== 'Tab') return;
      const all = controls();
      const edge = e.shiftKey ? all[0] : all[all.length - 1];
      if (document.activeElement === edge || !box.current.contains(document.activeElement)) {
        e.preventDefault();
        (e.shiftKey ? all[all.length - 1] : all[0]).focus();
      }
    };
    document.addEventListener('keydown', pressed, true);
    return () => {
      document.removeEventListener('keydown', pressed, true);
      if (before && before.focus) before.focus();
    };
  }, []);
  return html`<div class="veil" onClick=${e => e.target === e.currentTarget && props.onClose()}>
    <div class=${'card dialog ' + (props.class || '')} ref=${box} role="dialog" aria-modal="true" aria-label=${props.label}>${props.children}</div>
  </div>`;
}
