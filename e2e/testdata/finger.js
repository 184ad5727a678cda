// Presses what is on a page once and notices whether anything came of it.
(() => {
  const pressable = 'a[href],button,summary,label,input,textarea,[role=button],[role=tab]';
  const shown = (el) => {
    const r = el.getBoundingClientRect(), s = getComputedStyle(el);
    return r.width > 1 && r.height > 1 && r.right > 0 && s.visibility !== 'hidden' && !el.closest('[hidden],[inert],[aria-hidden=true]');
  };
  const name = (el) => (el.getAttribute('aria-label') || el.innerText || el.value || el.placeholder || el.id || '').trim().replace(/\s+/g, ' ').slice(0, 24);

  /** A label stands for what it labels; a choice already made has nothing to give. */
  function list() {
    return [...document.querySelectorAll(pressable)].filter((el) => {
      if (!shown(el) || el.disabled || el.readOnly) return false;
      if (el.tagName === 'LABEL') return el.control && !el.control.disabled && /^(radio|checkbox|file)$/.test(el.control.type) && !(el.control.type === 'radio' && el.control.checked);
      return !(el.tagName === 'INPUT' && /^(radio|checkbox|file|hidden)$/.test(el.type));
    });
  }

  /** [name, element]; the second of a name is 『… 2』, so that each is found again after another was used up. */
  function named() {
    const seen = {};
    return list().map((el) => {
      const key = el.tagName.toLowerCase() + ' “' + name(el) + '”';
      seen[key] = (seen[key] || 0) + 1;
      return [seen[key] > 1 ? key + ' ' + seen[key] : key, el];
    });
  }

  let came = '';
  const happened = (what) => { came = came || what; };
  const stands = () => [scrollX, scrollY].map(Math.round).join();

  /** Readies the control with this name; false where there is none. */
  function watch(wants) {
    const found = named().filter((pair) => pair[0] === wants)[0];
    if (!found) return false;
    const el = found[1];
    if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
    el.scrollIntoView({ block: 'center', behavior: 'instant' });
    window.fingered = el;
    return true;
  }

  /** From here on everything that changes is a consequence. What leaves the page alone (a call, a file) is judged by where it leads. */
  function start() {
    const el = window.fingered, before = { scroll: stands(), href: location.href };
    came = '';
    new MutationObserver(() => happened('the page changed')).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function () { happened('something was fetched'); return send.apply(this, arguments); };
    for (const of of ['print', 'open', 'confirm', 'alert']) window[of] = () => { happened(of); return null; };
    if (navigator.clipboard) navigator.clipboard.writeText = () => { happened('copied'); return Promise.resolve(); };
    document.execCommand = (what) => { happened(what); return true; };
    Element.prototype.requestFullscreen = () => { happened('the whole screen'); return Promise.resolve(); };
    addEventListener('change', () => happened('chosen'), true);
    addEventListener('focusin', (e) => { if (e.target !== el || /^(INPUT|TEXTAREA)$/.test(el.tagName)) happened('the cursor moved'); }, true);
    addEventListener('scroll', () => { if (stands() !== before.scroll) happened('the page moved'); }, true);
    addEventListener('click', (e) => {
      const a = e.target.closest && e.target.closest('a[href]'), file = e.target.type === 'file';
      if (file) { happened('an album opened'); e.preventDefault(); }
      if (a && /^tel:\+?[\d-]{3,}$/.test(a.getAttribute('href'))) { happened('a call'); e.preventDefault(); }
      if (a && (a.target === '_blank' || a.hasAttribute('download'))) { happened('a file'); e.preventDefault(); }
    }, true);
    const look = setInterval(() => { if (location.href !== before.href) { happened('the address changed'); clearInterval(look); } }, 30);
    return true;
  }

  window.finger = { names: () => named().map((pair) => pair[0]), watch, start, came: () => came };
})();
