// What somebody has typed survives a reload. Storage may be full or switched off (private mode):
// a draft that cannot be kept is no reason to stop work, so save() answers whether it worked.
const PREFIX = 'hg_desk_';

export function load(name, fallback) {
  try {
    const raw = localStorage.getItem(PREFIX + name);
    return raw ? JSON.parse(raw) : fallback;
  } catch (e) {
    return fallback;
  }
}

export function save(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch (e) {
    return false;
  }
}

export function drop(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch (e) { /* nothing was kept */ }
}

/** Drafts of one person are not for the next one at the same PC; the unsent queue stays. */
export function dropAll() {
  try {
    Object.keys(localStorage)
      .filter(k => k.indexOf(PREFIX) === 0 && k !== PREFIX + 'queue')
      .forEach(k => localStorage.removeItem(k));
  } catch (e) { /* nothing was kept */ }
}
