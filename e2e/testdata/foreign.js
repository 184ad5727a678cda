// What a secretary cannot read on a page: English, other places' times, machine's codes. Given the words that are no
// English to her, it returns each such piece once, with where it stands.
((allowed) => {
  const known = new Set(allowed.map((w) => w.toLowerCase()));
  // addresses, mail addresses, file names, numbers of papers, codes of posters and the tail of the log that a report
  // names are data
  const data = /\bpb_data\b|\b(?=[a-f]*\d)(?=\d*[a-f])[a-f\d]{12}\b|[a-z]+:\/\/\S*|[\w.+-]+@[\w.-]+|\b[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+\b|\b(?=[A-Z\d]*[A-Z])[A-Z2-9]{6}\b|[\w@-]*(\.[\w-]+)*\.(zip|gz|xlsx|docx|doc|html|jpe?g|png|pdf|exe|eml|key|cn|com|local|internal)\b(:\d+)?|\b(\d{1,3}\.){3}\d{1,3}(:\d+)?(\/\d+)?|\blocalhost(:\d+)?|\bHP-\d{8}-\d{4}\b/gi;
  const wrong = [
    ['a day as a machine writes it', /\d{4}-\d\d-\d\d|\d{4}-W\d\d/],
    ['a time of another place', /\bUTC\b|\bGMT\b|\d\d:\d\d(:\d\d)?(\.\d+)?Z\b/],
    ['an id', /\b(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{15}\b/],
    ['a code', /\b[a-z]+_[a-z_]+\b/],
    ['an expression', /\b[a-z_.]+\s*(!=|>=|<=|[=~<>])\s*['"\d@a-z]|&&|\|\|/],
    ['English', /[A-Za-z]{2,}/],
  ];
  const found = new Map();
  const look = (text, where) => {
    const bare = String(text || '').replace(data, ' ');
    for (const [what, pattern] of wrong) {
      const words = what === 'English' ? (bare.match(/[A-Za-z]{2,}/g) || []).filter((w) => !known.has(w.toLowerCase()) && !/^[A-Z]{2}$/.test(w)) : bare.match(pattern);
      if (words && words.length) {
        const key = what + '：' + text.trim().replace(/\s+/g, ' ').slice(0, 90);
        if (!found.has(key)) found.set(key, where);
        return;
      }
    }
  };
  const path = (el) => [el.closest('[data-hg]') && '[' + el.closest('[data-hg]').dataset.hg + ']', el.closest('[class]') && '.' + String(el.closest('[class]').className).trim().split(/\s+/).slice(0, 2).join('.')].filter(Boolean).join(' ');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement;
    if (!el || el.closest('script,style,svg,datalist,code,.col-field-name-account')) continue;
    if (eyes.shown(el.closest('select') || el)) look(walk.currentNode.data, path(el));
  }
  for (const el of document.querySelectorAll('[title],[aria-label],[placeholder],[alt],[data-name],[data-placeholder]')) {
    if (!eyes.shown(el)) continue;
    for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'data-name', 'data-placeholder']) look(el.getAttribute(name), path(el) + '@' + name);
  }
  look(document.title, 'title');
  return [...found].map(([what, where]) => what + '  (' + where + ')');
})
