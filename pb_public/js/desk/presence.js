import { useEffect, useRef, useState } from './view.js';
import { post } from './api.js';

const EVERY = 10 * 1000; // the server forgets a desk after thirty seconds

/**
 * Says that this desk has a request open, and hears who else has and what somebody did with it since it was read.
 * A desk behind another window says nothing: nobody sits at it.
 * @param request null while it is being read
 * @param writing whether a form is open
 * @param pulse changes whenever the line of news brought something
 * @returns {{others: {name, writing}[], news: string}}
 */
export function usePresence(request, writing, pulse) {
  const [state, set] = useState({ others: [], news: '' });
  const now = useRef({});
  now.current = { request: request, writing: writing };
  const id = request ? request.id : '';
  const say = () => {
    const at = now.current;
    if (!at.request || document.hidden) return;
    const seen = at.request.seen;
    post('/api/requests/' + at.request.id + '/presence', { writing: at.writing, seen: seen })
      // What it said of an older state of the record is no news any more.
      .then(said => { if (now.current.request && now.current.request.seen === seen) set(said); }, () => {});
  };
  useEffect(() => {
    if (!id) return undefined;
    const timer = setInterval(say, EVERY);
    return () => { clearInterval(timer); post('/api/requests/' + id + '/presence', { left: true }).catch(() => {}); };
  }, [id]);
  useEffect(say, [id, writing, pulse, request && request.seen]); // at opening, and at whatever changes
  return state;
}

/** 『王敏正在处理这一件』, or that she has it open. */
export function company(others) {
  const names = list => list.map(o => o.name).join('、');
  const writing = others.filter(o => o.writing), looking = others.filter(o => !o.writing);
  return [writing.length ? names(writing) + '正在处理这一件' : '', looking.length ? names(looking) + '也打开着这一件' : ''].filter(Boolean).join('，');
}
