import { post } from './api.js';

const AGAIN = 10 * 1000; // ms before a line that was refused is tried again

/**
 * Hears of every change within a second: PocketBase's realtime, an EventSource that is told after its first message
 * what to listen for, with the desk's token. onNews() runs at each change, and once connected, for what came before.
 * Only ids travel: what is shown is read by the list's own door.
 * Where it cannot connect nothing is lost: the numbers are asked for by themselves.
 * @returns {function} to stop with
 */
export function listen(onNews) {
  if (!window.EventSource) return () => {};
  const topic = 'requests/*?options=' + encodeURIComponent(JSON.stringify({ query: { fields: 'id' } }));
  let source = null;
  let timer = 0;
  const open = () => {
    source = new EventSource('/api/realtime');
    source.addEventListener('PB_CONNECT', e => {
      post('/api/realtime', { clientId: JSON.parse(e.data).clientId, subscriptions: [topic] }).then(onNews, () => {});
    });
    source.addEventListener(topic, onNews);
    // The browser connects again by itself after a break, but not after a refusal.
    source.onerror = () => {
      if (source.readyState !== 2) return;
      clearTimeout(timer);
      timer = setTimeout(open, AGAIN);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
