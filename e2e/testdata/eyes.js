// What a person finds on a page by its words. Loaded into every page before
// its own scripts; the journeys call it through window.eyes.
(() => {
  addEventListener('securitypolicyviolation', (e) => console.error('CSP refused ' + (e.blockedURI || 'inline') + ' by ' + e.violatedDirective));

  const tight = (s) => String(s || '').replace(/\s+/g, '');
  const shown = (el) => {
    const r = el.getBoundingClientRect(), s = getComputedStyle(el);
    return r.width > 0 && r.height > 0 && s.visibility !== 'hidden' && !el.closest('[hidden],[inert]');
  };
  const pressable = 'button,a[href],summary,label,[role=button],[role=tab],[role=menuitem],input[type=submit],option,tr,td';
  const named = (el) => [el.getAttribute('aria-label'), el.innerText, el.value, el.title].map(tight).filter(Boolean);
  const places = 'form,section,article,li,tr,aside,dialog,[role=dialog],.modal,main,body';

  /** Of several, the one whose surroundings say `within` most closely. */
  function near(list, within) {
    if (!within) return list[0];
    const word = tight(within), size = (el) => {
      for (let box = el.closest(places); box; box = box.parentElement && box.parentElement.closest(places)) {
        if (tight(box.getAttribute('aria-label')).includes(word) || tight(box.innerText).includes(word)) return box.innerText.length;
      }
      return Infinity;
    };
    return list.map((el) => [size(el), el]).filter((p) => p[0] < Infinity).sort((a, b) => a[0] - b[0]).map((p) => p[1])[0];
  }

  /** The button, link or choice with this name: exactly, else beginning with it, else holding it. */
  function thing(name, within) {
    const word = tight(name), all = [...document.querySelectorAll(pressable)].filter(shown);
    const fits = [(n) => n === word, (n) => n.startsWith(word), (n) => n.includes(word)];
    for (const fit of fits) {
      const found = near(all.filter((el) => named(el).some(fit) && !/^T[RD]$/.test(el.tagName)), within);
      if (found) return found;
    }
    return near(all.filter((el) => named(el).some(fits[2])).sort((a, b) => a.innerText.length - b.innerText.length), within);
  }

  /** The input that carries this label, placeholder or name for the ear. */
  function field(label, within) {
    const word = tight(label), inputs = [...document.querySelectorAll('input,textarea,select')].filter((el) => el.type !== 'hidden' && el.type !== 'radio');
    const names = (el) => [...(el.labels || [])].map((l) => tight(l.innerText)).concat(tight(el.getAttribute('aria-label')), tight(el.placeholder));
    const found = inputs.filter((el) => names(el).some((n) => n.startsWith(word)));
    return near(found.filter(shown).length ? found.filter(shown) : found, within);
  }

  const now = () => performance.now();
  const turn = () => new Promise((next) => setTimeout(next, 30));

  /** Waits until look() gives something; says why it did not. */
  async function until(what, look, ms) {
    const end = now() + ms;
    for (;;) {
      const found = document.body && look();
      if (found) return found;
      if (now() > end) throw new Error(what + '\n--- the page says ---\n' + (document.body ? document.body.innerText : ''));
      await turn();
    }
  }

  /** A point where the thing can be touched: in view, at rest, not covered, not disabled. */
  function point(what, find, ms) {
    let last = '';
    return until(what, () => {
      const el = find();
      if (!el || el.disabled) { last = ''; return null; }
      const box = el.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 300);
      const top = document.elementFromPoint(x, y), seen = top && (el.contains(top) || (el.control && el.control.contains(top)));
      const here = [box.left, box.top, box.width, box.height].map(Math.round).join();
      if (!seen) { if (here === last || !last) el.scrollIntoView({ block: 'center', behavior: 'instant' }); last = here; return null; }
      if (here !== last) { last = here; return null; }
      return { x, y };
    }, ms);
  }

  window.eyes = {
    tight, shown, thing, field,
    see: (text, ms) => until('nobody sees “' + text + '”', () => tight(document.body.innerText).includes(tight(text)), ms),
    gone: (text, ms) => until('“' + text + '” is still there', () => !tight(document.body.innerText).includes(tight(text)), ms),
    ready: (ms) => until('the page is still fetching', () => !/正在[^\s，。]{1,12}…|取照片/.test(document.body.innerText), ms),
    press: (name, within, ms) => point('nothing to press called “' + name + '”' + (within ? ' at “' + within + '”' : ''), () => thing(name, within), ms),
    reach: (label, within, ms) => point('no field called “' + label + '”' + (within ? ' at “' + within + '”' : ''), () => field(label, within), ms),
    has: (label, ms) => until('no field called “' + label + '”', () => field(label), ms).then((el) => el.value),
    focused: (label, within) => { const el = field(label, within); return !!el && el === document.activeElement; },
    emptied: (label, within) => { const el = field(label, within); if (el.value) el.select(); return true; },
    filled: (label, within, text, ms) => until('“' + label + '” does not hold what was typed', () => { const el = field(label, within); return !!el && el.value === text; }, ms),
    at: (part, ms) => until('the address is not ' + part, () => location.href.includes(part), ms),
    still: (quiet, ms) => new Promise((rest) => {
      let timer;
      const again = () => { clearTimeout(timer); timer = setTimeout(() => { watch.disconnect(); rest(true); }, quiet); };
      const watch = new MutationObserver(again);
      watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      setTimeout(() => { watch.disconnect(); rest(true); }, ms);
      again();
    }),
    words: () => document.body ? document.body.innerText : '',
  };
})();
