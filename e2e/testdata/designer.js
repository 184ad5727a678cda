// Looks at a screen of the admin UI as a designer would: window.designer(width, thumb) lists what is too wide, cut off,
// too pale to read and, where it is touched, too small for a thumb.
(() => {
  const leastContrast = 4.5, leastLarge = 3, large = 24, largeBold = 18.66; // WCAG 1.4.3, CSS pixels
  const tight = (s) => String(s || '').trim().replace(/\s+/g, ' ').slice(0, 30);
  const name = (el) => el.tagName.toLowerCase() + '.' + String(el.getAttribute('class') || '').trim().replace(/\s+/g, '.') + ' “' + tight(el.getAttribute('aria-label') || el.innerText || el.value || el.placeholder || el.textContent) + '”';
  const shown = (el) => {
    const r = el.getBoundingClientRect();
    return r.width > 1 && r.height > 1 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !el.closest('[hidden],[inert]');
  };

  // What lies over the page is what is looked at.
  const scene = () => [...document.querySelectorAll('.modal')].filter(shown).pop() || document.body;
  const scrolls = (el, way) => {
    for (let box = el.parentElement; box && box !== document.documentElement; box = box.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(box)['overflow' + way]) && box !== document.body) return box;
    }
    return null;
  };

  function wide(width) {
    const found = [], at = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    if (at > width) found.push('the page is ' + at + ' wide on a screen of ' + width);
    for (const box of document.querySelectorAll('.page-content, .modal-content' + (width < 900 ? ', .page-table-wrapper' : ''))) {
      if (shown(box) && box.scrollWidth > box.clientWidth + 1) found.push('scrolls sideways, ' + box.scrollWidth + ' in ' + box.clientWidth + ': ' + name(box).slice(0, 60));
    }
    for (const el of scene().querySelectorAll('button, a[href], input, select, textarea, h1, h2, h6, p, b, strong')) {
      const r = el.getBoundingClientRect();
      if (shown(el) && (r.right > width + 1 || r.left < -1) && !scrolls(el, 'X')) found.push('out of the screen, ' + Math.round(r.left) + '–' + Math.round(r.right) + ': ' + name(el));
    }
    return found;
  }

  // A window is never higher than the screen without a way down.
  function high() {
    const found = [];
    for (const el of scene().querySelectorAll('button, a[href], input, select, textarea')) {
      const r = el.getBoundingClientRect();
      if (shown(el) && (r.top > innerHeight || r.bottom < 0) && !scrolls(el, 'Y')) found.push('cannot be scrolled to: ' + name(el));
    }
    return found;
  }

  function thumbs(least) {
    const found = [];
    for (const el of scene().querySelectorAll('a[href], button, input, select, textarea, summary')) {
      if (!shown(el) || el.type === 'hidden' || el.disabled || el.closest('.app-sidebar-hidden')) continue;
      if (el.matches('a') && getComputedStyle(el).display === 'inline') continue; // a link within a sentence
      const label = /^(radio|checkbox|file)$/.test(el.type) && [...(el.labels || [])].filter(shown).map((l) => l.getBoundingClientRect().height).concat(el.parentElement.getBoundingClientRect().height);
      const box = el.matches('input, textarea, select, .selected-container') && el.closest('.field'); // its frame is touched with it
      const h = Math.max(box ? box.getBoundingClientRect().height : 0, el.getBoundingClientRect().height, el.offsetHeight || 0, ...(label || []));
      if (h < least - 0.5) found.push('too small for a thumb, ' + Math.round(h) + ' px high: ' + name(el));
    }
    return found;
  }

  // Colours are drawn once, so that every way of writing one is understood.
  const drop = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = {};
  const rgba = (css) => known[css] || (known[css] = (() => {
    drop.canvas.width = drop.canvas.height = 1;
    drop.fillStyle = css;
    drop.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = drop.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  })());
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = (c) => [0, 1, 2].map((i) => c[i] / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  function ground(el) {
    const layers = [];
    for (let box = el; box; box = box.parentElement) {
      const s = getComputedStyle(box);
      if (s.backgroundImage !== 'none') return null; // a picture: not for a ruler
      const c = rgba(s.backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  }

  function pale() {
    const found = [], seen = new Set(), root = scene();
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const el = node.parentElement; // output.result names a colour on that colour
      if (!node.nodeValue.trim() || seen.has(el) || /^(SCRIPT|STYLE|NOSCRIPT|OPTION)$/.test(el.tagName) || !shown(el) || el.closest(':disabled, .disabled, [aria-disabled=true], .tooltip, output.result')) continue;
      seen.add(el);
      const below = ground(el);
      if (!below) continue;
      let clear = 1;
      for (let box = el; box; box = box.parentElement) clear *= +getComputedStyle(box).opacity;
      const s = getComputedStyle(el), svg = el.ownerSVGElement, ink = rgba(svg ? s.fill : s.color).slice();
      ink[3] *= clear;
      const a = light(over(ink, below)), b = light(below), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const px = parseFloat(s.fontSize), least = px >= large || (px >= largeBold && +s.fontWeight >= 700) ? leastLarge : leastContrast;
      if (ratio < least - 0.05) found.push('too pale, ' + ratio.toFixed(1) + ':1: ' + name(el));
    }
    return found;
  }

  // A word ends within its box, or in dots.
  function cut() {
    const found = [];
    for (const el of scene().querySelectorAll('.txt, .btn, .label, h1, h2, h6, .hg-card, .hg-lamp, .hg-chip, .hg-counter, td, th, label')) {
      const s = getComputedStyle(el);
      if (!shown(el) || !el.innerText.trim() || s.textOverflow === 'ellipsis') continue;
      if (/hidden|clip/.test(s.overflowX) && el.scrollWidth > el.clientWidth + 2) found.push('cut off, ' + el.scrollWidth + ' in ' + el.clientWidth + ': ' + name(el));
      if (/hidden|clip/.test(s.overflowY) && el.scrollHeight > el.clientHeight + 4) found.push('cut off below, ' + el.scrollHeight + ' in ' + el.clientHeight + ': ' + name(el));
    }
    return found;
  }

  // A colour on its way to another one is neither.
  const settle = () => document.getAnimations().filter((a) => a.effect && a.effect.getComputedTiming().endTime < Infinity).forEach((a) => a.finish());

  window.designer = (width, thumb) => (settle(), [...new Set([...wide(width), ...high(), ...cut(), ...pale(), ...(thumb ? thumbs(thumb) : [])])]);
})();
