// Mail carries its look in style attributes, which the page's policy refuses in markup but allows when
// set one by one; scripts, frames, forms and handlers have no business here at all.
const OUT = 'script,style,iframe,object,embed,link,meta,form,base';

/** @param {string} markup of a letter of ours → a fragment safe to put on the page. */
export function clean(markup) {
  const doc = new DOMParser().parseFromString(markup, 'text/html');
  Array.from(doc.querySelectorAll(OUT)).forEach(el => el.parentNode.removeChild(el));
  Array.from(doc.body.querySelectorAll('*')).forEach(el => {
    const style = el.getAttribute('style');
    Array.from(el.attributes).forEach(a => {
      if (/^on/i.test(a.name) || a.name === 'style' || /^\s*javascript:/i.test(a.value)) el.removeAttribute(a.name);
    });
    if (style) el.style.cssText = style;
  });
  const all = document.createDocumentFragment();
  while (doc.body.firstChild) all.appendChild(doc.body.firstChild);
  return all;
}
