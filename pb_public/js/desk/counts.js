import { useEffect, useState } from './view.js';
import { count, get, list } from './api.js';
import { listen } from './live.js';
import { railFor, queues, isContact } from './queues.js';

const EVERY = 30 * 1000; // where the line of news is down, an emergency shows within half a minute

const OPEN = ['pending', 'accepted', 'need_info', 'dispatched', 'in_progress', 'in_review', 'suspended'].map(s => "status='" + s + "'").join('||');

/**
 * The numbers on the rail, the emergencies nobody has handled, who is on duty, and a pulse: it changes with every
 * piece of news and every half minute, and what is open is read again; [counts, recount]. A failed reading keeps the last.
 */
export function useCounts(me) {
  const [counts, set] = useState({ emergencies: [], watch: null, pulse: 0 });
  const put = part => set(old => Object.assign({}, old, part));
  const alarms = () => isContact(me) ? null : list('requests', { filter: "lane='emergency' && handled_at='' && (" + OPEN + ')', sort: '-received_at', perPage: 20, skipTotal: 1 })
    .then(page => put({ emergencies: page.items }), () => {});
  const read = () => {
    alarms();
    railFor(me).filter(e => e.counted).forEach(e => {
      count('requests', queues[e.key].filter(me)).then(n => put({ [e.key]: n }), () => {});
    });
    if (!isContact(me)) get('/api/watch').then(watch => put({ watch: watch }), () => {});
  };
  useEffect(() => {
    read();
    let soon = 0;
    const beat = () => { read(); set(old => Object.assign({}, old, { pulse: old.pulse + 1 })); };
    // A desk that lies behind another window must sound as well.
    const news = () => {
      clearTimeout(soon);
      soon = setTimeout(() => document.hidden ? alarms() : beat(), 200);
    };
    const stop = isContact(me) ? () => {} : listen(news);
    const timer = setInterval(() => document.hidden ? alarms() : beat(), EVERY);
    const back = () => document.hidden || beat();
    document.addEventListener('visibilitychange', back);
    return () => {
      stop();
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
    };
  }, []);
  return [counts, read];
}
