import type { ChatState } from '../../delivery/chat-state.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft } from '../../log/log.ts';
import type { LogKey } from '../../log/log-key.ts';
import type { LeaveAllChats } from '../accounts/remove-account.ts';
import type { Node } from '../node.ts';

const batch = 500;
const everything = { createdAt: Number.MAX_SAFE_INTEGER, log: Number.MAX_SAFE_INTEGER };

/**
 * Takes a user out of every group, declines every invitation, and makes tombstones of their messages if they
 * wish (USER8). A private chat keeps both its people: the other one goes on reading it.
 */
export function leaveAllChats(node: Node): LeaveAllChats {
  return async (user, messages) => {
    await node.usernames.load([user]);
    for (const { log } of await node.store.chats.memberships(user)) {
      if (messages === 'delete') await deleteMessages(node, log, user);
      await leave(node, log, user);
    }
    const invitations = await node.store.chats.invitationsOf(user, everything, Number.MAX_SAFE_INTEGER);
    for (const { log } of invitations) await decline(node, log, user);
  };
}

async function deleteMessages(node: Node, log: LogKey, user: number): Promise<void> {
  for (let after = 0; ; ) {
    const entries = await node.log.read(log, after, batch);
    const own = entries.filter((entry) => entry.kind === entryKind.message && entry.author === user);
    const at = node.clock.now();
    // Text that is gone already needs no second tombstone.
    const drafts = own.flatMap((entry) =>
      entry.content === undefined ? [] : [tombstone(entry.number, entry.position, { user, at })],
    );
    if (drafts.length > 0) await append(node, log, () => drafts);
    if (entries.length < batch) return;
    after = entries.at(-1)?.position ?? after;
  }
}

function tombstone(number: number, position: number, by: { user: number; at: number }): Draft {
  const data = JSON.stringify({ position });
  return { kind: entryKind.message_deleted, at: by.at, about: number, author: by.user, data };
}

async function leave(node: Node, log: LogKey, user: number): Promise<void> {
  const at = node.clock.now();
  await append(node, log, (state) => {
    if (state.kind !== 'group' || !state.members.has(user)) return [];
    if (state.members.size === 1) return [{ kind: entryKind.chat_deleted, at, author: user }];
    const left = { kind: entryKind.member_left, at, author: user, data: JSON.stringify({ user }) };
    const heir = heirOf(state, user);
    if (heir === undefined) return [left];
    const data = JSON.stringify({ user: heir, role: 'owner' });
    return [{ kind: entryKind.role_changed, at, author: user, data }, left];
  });
}

/** Who becomes owner when the only one leaves: an admin before a member, the one who has been there longest. */
function heirOf(state: ChatState, leaver: number): number | undefined {
  const others = [...state.members.values()].filter((member) => member.user !== leaver);
  if (state.members.get(leaver)?.role !== 'owner' || others.some((each) => each.role === 'owner'))
    return undefined;
  const admins = others.filter((member) => member.role === 'admin');
  const [heir] = (admins.length > 0 ? admins : others).toSorted((a, b) => a.joinedAt - b.joinedAt);
  return heir?.user;
}

async function decline(node: Node, log: LogKey, user: number): Promise<void> {
  const at = node.clock.now();
  const data = JSON.stringify({ user });
  await append(node, log, (state) =>
    state.invited.has(user) ? [{ kind: entryKind.invitation_declined, at, author: user, data }] : [],
  );
}

async function append(node: Node, log: LogKey, plan: (state: ChatState) => readonly Draft[]): Promise<void> {
  const state = await node.chats.load(log);
  if (state === undefined) return;
  const acceptance = await node.accept.inChat(state, plan);
  if (acceptance.kind === 'refused')
    throw new Error(`an account could not be removed: ${acceptance.error.code}`);
}
