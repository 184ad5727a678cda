// A request of hers that was sealed later: where it went, and the new code that nobody else is shown.
import { html } from '../../vendor/preact.js';
import { when } from './frame.js';
import { grouped } from './readers.js';

/** s: an item of /api/requests/sealed */
export const Shell = ({ s }) => html`<section class="card"><h2>${s.status_label}</h2><p class="small">${s.request_no}　${when(s.received_at, true)} 收到</p>
  <p>${s.next}</p><dl class="numbers"><div><dt>新的查询码</dt><dd>${grouped(s.query_code)}</dd></div></dl>
  <p class="small">只有您登录以后看得到。不要给别人看。</p><a class="btn soft" href="/letter.html#find">凭查询码看回复</a></section>`;
