import { useEffect, useState } from './view.js';
import { count, list } from './api.js';
import { railFor, queues, isContact } from './queues.js';

const EVERY = 30 * 1000; // an emergency must show within half a minute

/** The numbers on the rail and the open emergencies; [counts, recount]. A failed reading keeps the last numbers. */
export function useCounts(me) {
  const [counts, set] = useState({ emergencies: [] });
  const read = () => {
    const put = part => set(old => Object.assign({}, old, part));
    railFor(me).filter(e => e.counted).forEach(e => {
      count('requests', queues[e.key].filter(me)).then(n => put({ [e.key]: n }), () => {});
    });
    if (isContact(me)) return;
    list('requests', { filter: "lane='emergency' && (status='pending'||status='accepted')", sort: 'received_at', perPage: 5, skipTotal: 1 })
      .then(page => put({ emergencies: page.items }), () => {});
  };
  useEffect(() => {
    read();
    const timer = setInterval(() => document.hidden || read(), EVERY);
    const back = () => document.hidden || read();
    document.addEventListener('visibilitychange', back);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
    };
  }, []);
  return [counts, read];
}
