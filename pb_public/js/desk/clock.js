// Times come from the server as UTC strings; the office reads them in Asia/Shanghai, which has no
// summer time: eight hours are added and the UTC getters used, so a PC with a wrong zone reads right.
const EIGHT_HOURS = 8 * 3600 * 1000;
const DAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** @param {string} at "2026-11-22 06:24:04.000Z" → Date, or null when empty. */
export function parse(at) {
  if (!at) return null;
  const d = new Date(String(at).replace(' ', 'T'));
  return isNaN(d.getTime()) ? null : d;
}

const two = n => String(n).padStart(2, '0');
const local = d => new Date(d.getTime() + EIGHT_HOURS);

/** "11月22日 14:24"; with the year when it is not this one. */
export function stamp(at) {
  const d = parse(at);
  if (!d) return '';
  const l = local(d);
  const year = l.getUTCFullYear() === local(new Date()).getUTCFullYear() ? '' : l.getUTCFullYear() + '年';
  return year + (l.getUTCMonth() + 1) + '月' + l.getUTCDate() + '日 ' + two(l.getUTCHours()) + ':' + two(l.getUTCMinutes());
}

/** "11-22 14:24" for narrow rows. */
export function brief(at) {
  const d = parse(at);
  if (!d) return '';
  const l = local(d);
  return two(l.getUTCMonth() + 1) + '-' + two(l.getUTCDate()) + ' ' + two(l.getUTCHours()) + ':' + two(l.getUTCMinutes());
}

/** "11月22日 周日" */
export function day(at) {
  const d = at ? parse(at) : new Date();
  if (!d) return '';
  const l = local(d);
  return (l.getUTCMonth() + 1) + '月' + l.getUTCDate() + '日 ' + DAYS[l.getUTCDay()];
}

/** "2026-11-22", what a date field holds. */
export function isoDay(d) {
  const l = local(d || new Date());
  return l.getUTCFullYear() + '-' + two(l.getUTCMonth() + 1) + '-' + two(l.getUTCDate());
}

function span(ms) {
  const minutes = Math.floor(ms / 60000);
  if (minutes < 60) return Math.max(1, minutes) + ' 分钟';
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return hours + ' 小时';
  const rest = hours % 24;
  const days = Math.floor(hours / 24);
  return days + ' 天' + (days < 3 && rest ? ' ' + rest + ' 小时' : '');
}

/** How long is left: {late, text} in clock time ("剩 2 小时", "超 3 天"); the due date itself counts working days. */
export function left(due, now) {
  const d = parse(due);
  if (!d) return null;
  const ms = d.getTime() - (now || Date.now());
  return ms >= 0 ? { late: false, text: '剩 ' + span(ms) } : { late: true, text: '超 ' + span(-ms) };
}

/** How long something has waited: "已等 2 小时". */
export function waited(at, now) {
  const d = parse(at);
  return d ? '已等 ' + span(Math.max(0, (now || Date.now()) - d.getTime())) : '';
}

/** "2026-W47" → "2026 年第 47 周" */
export const weekWords = week => (week ? week.replace(/^(\d+)-W0?(\d+)$/, '$1 年第 $2 周') : '');
