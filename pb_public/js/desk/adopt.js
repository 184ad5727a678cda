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
 * the request stands and does only what is missing, so trying again never dispatches twice.
 */
export async function adopt(id, org) {
  let r = await one('requests', id);
  if (r.status === 'pending') r = await apply(id, 'accept', {});
  if (r.status === 'accepted') r = await apply(id, 'dispatch', { org: org });
  return r;
}
