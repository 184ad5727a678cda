import { html, useEffect, useState } from './view.js';
import { get, session, logout, expired, renew, whenExpired } from './api.js';
import { useCounts } from './counts.js';
import { dropAll } from './draft.js';
import { go, useRoute } from './load.js';
import { KeyHelp, useKeys } from './keys.js';
import { useConfirm } from './confirm.js';
import { Login } from './login.js';
import { FirstPassword } from './password.js';
import { Rail } from './rail.js';
import { railFor, queues, isContact } from './queues.js';
import { waiting } from './unsent.js';
import { Unsent } from './unsent-list.js';
import { Banner } from './banner.js';
import { Page, isPage, fetchAhead } from './page.js';

const IDLE = 4000; // ms after opening: the first page has long been drawn
const RENEW_EVERY = 60 * 60 * 1000;

/** Log-in, the words and names everybody needs, the rail and the page beside it. */
export function App() {
  const kept = session();
  const [auth, setAuth] = useState(kept && !expired(kept.token) ? kept : null);
  const [given, setGiven] = useState(''); // a password just typed, for whoever has to change it at once
  const [over, setOver] = useState(!!kept && !auth);
  const [home, setHome] = useState({ community: {} });
  const [words, setWords] = useState({ values: {} });
  useEffect(() => {
    get('/api/home').then(setHome, () => {});
    get('/api/words').then(setWords, () => {});
    whenExpired(() => setOver(true));
    const renewing = () => session() && renew().then(setAuth, () => {});
    if (auth) renewing();
    const timer = setInterval(renewing, RENEW_EVERY);
    return () => clearInterval(timer);
  }, []);
  const entered = (fresh, typed) => {
    setAuth(fresh);
    setOver(false);
    setGiven(fresh.record.first_password ? typed : '');
  };
  const left = () => { logout(); dropAll(); setAuth(null); setOver(false); setGiven(''); };
  const brand = home.community.brand || '红色管家';
  useEffect(() => { document.title = '工作台 · ' + brand; }, [brand]);

  if (!auth || over && auth.record.first_password) {
    return html`<${Login} brand=${brand} onDone=${entered} account=${over && kept ? kept.record.account : ''}
      notice=${over ? '登录已过期，请重新登录。' : ''} />`;
  }
  if (auth.record.first_password) {
    return html`<${FirstPassword} key=${auth.record.id} me=${auth.record} brand=${brand} given=${given} onDone=${entered} onLogout=${left} />`;
  }
  const me = Object.assign({}, auth.record, { role_label: (words.values.role || {})[auth.record.role] || '' });
  return html`<${Desk} key=${me.id} me=${me} brand=${brand} community=${home.community} words=${words}
      onLogout=${left} onAuth=${setAuth} />
    ${over && html`<${Login} over brand=${brand} account=${me.account} onDone=${entered}
      notice="登录已过期。重新登录后接着办，刚才填的内容还在。" />`}`;
}

function Desk(props) {
  const me = props.me;
  const route = useRoute();
  const [counts, recount] = useCounts(me);
  const [help, setHelp] = useState(false);
  const [kept, setKept] = useState(0); // how often something was put aside for want of a network
  const [sent, setSent] = useState(0);
  const [ask, question] = useConfirm();
  const entries = railFor(me);
  const first = isContact(me) ? 'mine' : entries[0].key;
  const here = route[0] || first;
  const shown = entries.some(e => e.key === here) || ['list', 'request', 'suggestions', 'behind', 'password'].indexOf(here) >= 0;
  useEffect(() => { if (!shown) go(first); }, [here]);
  useEffect(() => {
    const timer = setTimeout(() => fetchAhead(isContact(me) ? ['queue'] : ['queue', 'intake', 'visits']), IDLE);
    return () => clearTimeout(timer);
  }, []);
  useKeys({
    '?': () => setHelp(true),
    n: () => entries.some(e => e.key === 'intake') && go('intake'),
  });
  const leave = async () => {
    const unsent = waiting(me.id);
    const sentence = unsent ? '还有 ' + unsent + ' 件代登记、走访没有发出，留在本机，您下次登录后再发。现在退出吗？' : '';
    if (!sentence || await ask(sentence, '退出登录')) props.onLogout();
  };
  const common = { me: me, words: props.words, community: props.community, recount: recount, route: route, pulse: counts.pulse,
    sent: sent, onAuth: props.onAuth, onKept: () => setKept(n => n + 1) };
  const name = queues[here] || here === 'request' || here === 'suggestions' || here === 'behind' ? here : 'list';

  return html`<div class=${'desk' + (!isPage(here) && (here === 'list' || here === 'suggestions' || here === 'behind' ? route[2] : route[1]) ? ' deep' : '')}>
    <a class="skip" href="#content" onClick=${e => { e.preventDefault(); document.getElementById('content').focus(); }}>跳到正文</a>
    <${Rail} me=${me} brand=${props.brand} here=${here} counts=${counts} watch=${counts.watch} onLogout=${leave} onKeys=${() => setHelp(true)} />
    <main id="content" tabindex="-1">
      <${Banner} me=${me} emergencies=${counts.emergencies} onDone=${recount} />
      <${Unsent} me=${me} turn=${kept} onSent=${() => { setSent(n => n + 1); recount(); }} />
      ${shown && html`<${Page} key=${here} page=${isPage(here) ? here : 'queue'} name=${name} ...${common} />`}
    </main>
    ${help && html`<${KeyHelp} onClose=${() => setHelp(false)} />`}
    ${question}
  </div>`;
}
