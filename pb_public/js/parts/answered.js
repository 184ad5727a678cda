// A question that needed no sending: a polite end, a number to call, and a way on.
import { html, useEffect } from '../../vendor/preact.js';
import { post } from '../api.js';
import { Calls } from './answer.js';
import { Frame, Icon } from './frame.js';

export function Answered({ home, f, call, clear, done, put }) {
  useEffect(() => {
    clear();
    post('/api/handbook/' + f.id + '/helped', null, { guest: true }).catch(() => 0); // a count, nothing of the person
  }, []);
  const back = (e) => { e.preventDefault(); history.back(); };
  const on = (e) => { put({}); back(e); }; // what was written is still there
  return html`<${Frame} home=${home} title="不用再提交了" onBack=${back} bar=${html`<div class="bar do" role="region" aria-label="下一步"><div>${call}
      <a class="btn main" href="/" onClick=${done}>好的</a></div></div>`}>
    <section class="card" aria-live="polite"><p class="row done"><${Icon} is="check" /><b class="grow">很高兴帮上忙</b></p>
      <p>您没有提交，我们也没有记下您是谁。</p><h2>${f.question}</h2><p class="words">${f.answer}</p><${Calls} text=${f.answer} /></section>
    <p>还有不清楚的，请打社区电话。</p>
    <button type="button" class="btn soft" onClick=${on}>还是想反映</button><//>`;
}
