import { useEffect, useRef, useState } from './view.js';

/**
 * Reads something whenever `keys` change and keeps what was there while it reads again, so that a list
 * does not flicker. The answer of an earlier key never overwrites a later one.
 * @returns {{data, error, busy, again}}
 */
export function useLoad(read, keys) {
  const [state, set] = useState({ data: null, error: null, busy: true });
  const turn = useRef(0);
  const again = () => {
    const mine = ++turn.current;
    set(s => ({ data: s.data, error: null, busy: true }));
    return read().then(
      data => mine === turn.current && set({ data: data, error: null, busy: false }),
      error => mine === turn.current && set(s => ({ data: s.data, error: error, busy: false })));
  };
  useEffect(() => {
    again();
    return () => { turn.current++; };
  }, keys);
  const put = data => { turn.current++; set({ data: data, error: null, busy: false }); };
  return { data: state.data, error: state.error, busy: state.busy, again: again, put: put };
}

/** The part of the address after #/: "dispatch/abc" → ["dispatch", "abc"]. */
export function useRoute() {
  const read = () => location.hash.replace(/^#\/?/, '').split('?')[0].split('/').map(decodeURIComponent);
  const [route, set] = useState(read());
  useEffect(() => {
    const changed = () => set(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

export const go = path => { location.hash = '#/' + path; };
