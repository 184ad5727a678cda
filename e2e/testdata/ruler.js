// Measures a page as a thumb and an old eye would: window.ruler(width) lists
// what is too wide, too small to touch or too small to read.
(() => {
  const leastTouch = 44, leastMain = 60, leastText = 15; // CSS pixels
  const name = (el) => el.tagName.toLowerCase() + ' “' + (el.getAttribute('aria-label') || el.innerText || el.value || el.placeholder || el.name || el.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 30) + '”';
  const shown = (el) => {
    const r = el.getBoundingClientRect(), s = getComputedStyle(el);
    return r.width > 1 && r.height > 1 && r.right > 0 && s.visibility !== 'hidden' && +s.opacity > 0 && !el.closest('[hidden],[inert],[aria-hidden=true]');
  };

  /** What is touched for a control: a label around or beside a radio counts with it. */
  function target(el) {
    const labels = [...(el.labels || [])].filter(shown);
    const of = /^(radio|checkbox|file)$/.test(el.type) && labels.length ? labels[0] : el, r = of.getBoundingClientRect();
    return { width: Math.max(r.width, of.offsetWidth || 0), height: Math.max(r.height, of.offsetHeight || 0) }; // while it is pressed a button is drawn smaller
  }

  function wide(width) {
    const found = [], at = document.documentElement.scrollWidth;
    if (at <= width) return found;
    for (const el of document.body.querySelectorAll('*')) {
      const r = el.getBoundingClientRect();
      if (r.right > width + 1 && shown(el) && !el.querySelector('*')) found.push('sideways to ' + Math.round(r.right) + ': ' + name(el));
    }
    return ['the page is ' + at + ' wide on a screen of ' + width].concat(found.slice(0, 5));
  }

  function touch() {
    const found = [];
    for (const el of document.querySelectorAll('a[href],button,input,select,textarea,summary')) {
      if (el.type === 'hidden' || el.tabIndex < 0) continue;
      const r = target(el);
      const hidden = /^(radio|checkbox|file)$/.test(el.type) && ![...(el.labels || [])].some(shown) && !shown(el);
      if (hidden || (!shown(el) && !/^(radio|checkbox|file)$/.test(el.type))) continue;
      const main = document.documentElement.hasAttribute('data-font') && el.matches('.btn'); // what a resident's page is there for
      if (r.width < leastTouch - 0.5 || r.height < (main ? leastMain : leastTouch) - 0.5) found.push('too small to touch, ' + Math.round(r.width) + '×' + Math.round(r.height) + ': ' + name(el));
    }
    return found;
  }

  function text() {
    const found = [], seen = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const el = node.parentElement;
      if (!node.nodeValue.trim() || seen.has(el) || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(el.tagName) || !shown(el)) continue;
      seen.add(el);
      const drawn = el.ownerSVGElement && el.getScreenCTM ? el.getScreenCTM().a : 1;
      const size = parseFloat(getComputedStyle(el).fontSize) * drawn;
      if (size < leastText - 0.01) found.push('too small to read, ' + size.toFixed(1) + ' px: ' + name(el));
    }
    return found;
  }

  window.ruler = (width) => wide(width).concat(touch(), text()).slice(0, 12);
})();
