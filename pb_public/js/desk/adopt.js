import { one, apply } from './api.js';

/**
 * May this person send this request to an organisation now? The server's list of verbs says so; a complex one
 * is only accepted, the Friday report takes it up.
 */
export function dispatchable(r) {
  if (r.tier === 'complex') return false;
  const may = verb => (r.verbs || []).some(v => v.verb === verb);
  return r.status === 'pending' ? may('accept') : r.status === 'accepted' && may('dispatch');
}

/**
 * 采纳并派单 is two steps of the life of a request. The line may break between them: each call reads where
 * the request stands and does only what is missing, so trying again never dispatches twice. A colleague who was
 * quicker with another decision is not passed off as one's own.
 */
export async function adopt(request, org) {
  let r = await one('requests', request.id);
  if (r.status === 'pending') r = await apply(request, 'accept', {});
  if (r.status === 'accepted') r = await apply(request, 'dispatch', { org: org });
  if (r.handler_org !== org) throw Object.assign(new Error('同事刚办过这一件，现在是“' + r.status_label + '”。请看过最新的再办。'), { status: 409 });
  return r;
}
