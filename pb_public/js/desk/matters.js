import { list } from './api.js';

// The catalogue is read once per visit: a hundred and thirty rows that change a few times a year.
let kept = null;

/** @returns {Promise<{id,name,category,tier,keywords,examples}[]>} the matters in use, in the catalogue's order. */
export function matters() {
  if (!kept) {
    kept = list('matters', { filter: 'active=true', sort: 'sort', perPage: 500, skipTotal: 1, fields: 'id,code,name,category,tier,keywords,examples' })
      .then(page => page.items, err => { kept = null; throw err; });
  }
  return kept;
}

/** Which matters somebody means who types these words: by name first, then by the words residents use. */
export function seek(all, words) {
  const parts = words.trim().split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const holds = text => parts.every(p => text.indexOf(p) >= 0);
  const named = all.filter(m => holds(m.name));
  const said = all.filter(m => named.indexOf(m) < 0 && holds([m.name].concat(m.keywords || [], m.examples || []).join(' ')));
  return named.concat(said);
}
