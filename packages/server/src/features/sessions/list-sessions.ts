import type { SessionView } from '@parley/protocol/user.ts';
import type { SessionListing } from '../../store/session-store.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { answer, type Handler } from '../handler.ts';
import { refuseField } from '../refusal.ts';

export function listSessions(node: PeopleNode): Handler<'listSessions'> {
  return async ({ caller, query }) => {
    const before = placeOf(query.cursor);
    if (before === undefined)
      return refuseField('cursor', 'is not a cursor of this list; use next_cursor as it was');
    const { limit } = query;
    const now = node.clock.now();
    const found = await node.store.sessions.page({ user: caller.user, before, now, limit: limit + 1 });
    const items = found.slice(0, limit).map((session) => sessionView(session, caller.sessionHandle));
    const last = found[limit - 1];
    if (found.length <= limit || last === undefined) return answer({ items });
    return answer({ items, next_cursor: `${last.createdAt}.${last.handle}` });
  };
}

function placeOf(cursor: string | undefined): { createdAt: number; handle: string } | undefined {
  if (cursor === undefined) return { createdAt: Number.MAX_SAFE_INTEGER, handle: '' };
  const [, createdAt, handle] = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(cursor) ?? [];
  return createdAt === undefined || handle === undefined
    ? undefined
    : { createdAt: Number(createdAt), handle };
}

function sessionView(session: SessionListing, current: string): SessionView {
  return {
    handle: session.handle,
    current: session.handle === current,
    device: session.device,
    created_at: new Date(session.createdAt).toISOString(),
    last_used_at: new Date(session.lastUsedAt).toISOString(),
    expires_at: new Date(session.expiresAt).toISOString(),
  };
}
