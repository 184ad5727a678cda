// The lists of the desk: who sees them, which requests they hold, what they say when empty.
const OFFICE = ['grid_worker', 'clerk', 'steward'];
const CONTACTS = ['property_contact', 'committee_contact'];
const LEADS = ['clerk', 'steward'];

const URGENT_FIRST = 'lane,received_at';

export const queues = {
  dispatch: {
    label: '待分派', icon: 'inbox', roles: OFFICE, counted: true,
    filter: () => "(status='pending'||status='accepted')", sort: URGENT_FIRST,
    empty: '没有等着分派的诉求', hint: '居民新提交的、刚受理还没派出去的，都会出现在这里。',
  },
  mine: {
    label: '我的办件', icon: 'hand', roles: OFFICE.concat(CONTACTS), counted: true,
    filter: me => own(me) + "(status='dispatched'||status='in_progress'||status='need_info'||status='suspended')",
    sort: 'lane,due_at',
    tabs: [
      { key: '', label: '全部' },
      { key: 'sign', label: '待签收', filter: "status='dispatched'" },
      { key: 'hand', label: '办理中', filter: "status='in_progress'" },
      { key: 'back', label: '退回修改', filter: "status='in_progress' && replies_via_request.state?='sent_back'" },
      { key: 'wait', label: '等待中', filter: "(status='need_info'||status='suspended')" },
    ],
    empty: '没有要您办理的诉求', hint: '派给您单位的诉求会出现在这里：先签收，办理中随时记进展，办完附照片答复。',
  },
  review: {
    label: '待审核', icon: 'check', roles: LEADS, counted: true,
    filter: () => "status='in_review'", sort: 'due_at',
    empty: '没有等审核的答复', hint: '物业、业委会的答复先到这里，看过再发给居民。',
  },
  tell: {
    label: '待告知', icon: 'phone', roles: OFFICE, counted: true,
    // Of a split request its owner is told once, with all the answers.
    filter: () => "status='replied' && told=false && (parent='' || parent.status!='replied')", sort: 'replied_at',
    empty: '答复都已告知居民', hint: '居民自己打开过答复，或您记了电话、上门、短信，就算告知到了。',
  },
  callback: {
    label: '回访', icon: 'ear', roles: OFFICE, counted: false,
    // Answered and nothing said yet, neither on her page nor on the telephone: thirty days after she asked it is let rest.
    // Whoever handled it does not ask how it was.
    filter: me => "((status='replied' && told=true) || (status='closed' && received_at>'" + daysAgo(30) + "')) && heard=false && parts=0"
      + (me.org ? " && handler_org!='" + me.org + "'" : ''),
    sort: 'replied_at',
    empty: '没有要回访的诉求', hint: '答复之后，由没有经办这件事的人打电话或上门问一声。',
  },
  history: {
    label: '办过的', icon: 'clock', roles: CONTACTS, counted: false,
    filter: me => own(me) + "(status='in_review'||status='replied'||status='closed')", sort: '-replied_at',
    empty: '还没有办过的诉求', hint: '您单位答复过的诉求会留在这里。',
  },
};

const daysAgo = n => new Date(Date.now() - n * 86400000).toISOString().slice(0, 10) + ' 00:00:00.000Z';

/** The office sees its own organisation's work under 我的办件; without an organisation everything the server shows. */
function own(me) {
  return me.org ? "handler_org='" + me.org + "' && " : '';
}

/** The other pages of the rail. */
const pages = {
  overview: { label: '今日概览', icon: 'home', roles: LEADS },
  visits: { label: '走访', icon: 'pin', roles: OFFICE },
  intake: { label: '代登记', icon: 'pen', roles: OFFICE },
  helping: { label: '志愿服务', icon: 'heart', roles: OFFICE },
  duties: { label: '任职与接访', icon: 'people', roles: OFFICE },
  redeem: { label: '兑换', icon: 'gift', roles: LEADS },
  weekly: { label: '承办与周报', icon: 'letter', roles: LEADS },
  figures: { label: '简报与迎检', icon: 'sheet', roles: LEADS },
  posters: { label: '海报', icon: 'code', roles: LEADS },
};

const ORDER = ['overview', 'dispatch', 'mine', 'review', 'tell', 'callback', 'intake', 'visits', 'helping', 'redeem', 'duties', 'weekly', 'figures', 'posters', 'history'];

/** @returns {{key,label,icon,counted}[]} what this person's rail holds, in order. */
export function railFor(me) {
  return ORDER
    .map(key => Object.assign({ key: key }, queues[key] || pages[key]))
    .filter(entry => entry.roles.indexOf(me.role) >= 0);
}

export const isContact = me => CONTACTS.indexOf(me.role) >= 0;
export const isOffice = me => me.role === 'clerk' || me.role === 'steward';
