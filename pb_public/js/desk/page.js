import { html, useEffect, useState } from './view.js';
import { Loading, Failed } from './states.js';

// Each page travels when it is first opened: somebody who looks in the morning does not wait for the posters.
const PAGES = {
  overview: () => import('./overview.js').then(m => m.Overview),
  queue: () => import('./queue.js').then(m => m.Queue),
  intake: () => import('./intake.js').then(m => m.Intake),
  visits: () => import('./visits.js').then(m => m.Visits),
  helping: () => import('./helping.js').then(m => m.Helping),
  duties: () => import('./duties.js').then(m => m.Duties),
  redeem: () => import('./redeem.js').then(m => m.Redeem),
  weekly: () => import('./weekly.js').then(m => m.Weekly),
  figures: () => import('./figures.js').then(m => m.Figures),
  password: () => import('./password.js').then(m => m.Password),
  posters: () => import('./posters.js').then(m => m.Posters),
};

export const isPage = name => !!PAGES[name];

/** Fetched ahead while nobody waits: without network 代登记 must still open. Never tried offline: browsers remember a failed module. */
export function fetchAhead(names) {
  const fetchAll = () => names.forEach(name => PAGES[name]().catch(() => {}));
  if (navigator.onLine === false) addEventListener('online', fetchAll, { once: true });
  else fetchAll();
}

/** The page of that name with the other props handed on. */
export function Page(props) {
  const [state, set] = useState({ View: null, failed: false });
  useEffect(() => {
    PAGES[props.page]().then(View => set({ View: View, failed: false }), () => set({ View: null, failed: true }));
  }, []);
  if (state.failed) return html`<div class="view"><${Failed} error=${{ message: '这一页没有打开，请检查网络。' }} again=${() => location.reload()} /></div>`;
  return state.View ? html`<${state.View} ...${props} />` : html`<div class="view"><${Loading} words="正在打开…" /></div>`;
}
