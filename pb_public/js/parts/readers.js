// Who can read a letter, as things stand today, and where else to turn.
import { html, useState, useEffect } from '../../vendor/preact.js';
import { get } from '../api.js';
import { tel } from './frame.js';

// Until the server has answered, and where it cannot be reached: the careful half of the truth.
const first = {
  scope: '这里收对社区工作人员服务作风的意见。涉嫌违纪违法请拨 12388 或向上级纪检机关反映。', upper: false, upper_name: '',
  secretary_says: '只有社区书记看得到，每次查看都有记录。被说到的人看不到。', upper_says: '说到社区书记或主任的信，书记和主任都看不到。',
};

/** {scope, upper, upper_name, secretary_says, upper_says} */
export function useReaders() {
  const [readers, set] = useState(first);
  useEffect(() => { get('/api/letters', { guest: true }).then(set, () => 0); }, []);
  return readers;
}

/** Shown while nobody has agreed to read what is said about the leaders. */
export const Elsewhere = ({ says, open, onWrite }) => html`<section class="note warn"><h2>对书记、主任的意见</h2><p>${says}</p>
  <div class="tiles two"><a class="btn" href=${tel('12388')}>12388</a><a class="btn" href=${tel('12345')}>12345</a></div>
  <p class="small">12388 是纪检监察机关的电话，12345 是政务服务便民热线。</p>
  ${!open && html`<button type="button" class="btn soft" onClick=${onWrite}>还是写在这里，先锁起来</button>`}</section>`;

/** A long code in groups of four, as it is read aloud. */
export const grouped = (code) => (String(code).length > 8 ? String(code).replace(/(.{4})(?=.)/g, '$1 ') : code);
