import type { PersonRecord } from '../../store/account-record.ts';
import type { RequestRecord } from '../../store/friend-request-store.ts';
import type { BlockOutcome } from '../../store/friend-store.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse, refuseField } from '../refusal.ts';
import { findTwo, type Two } from './find-two.ts';
import { requestView } from './request-view.ts';
import { tellEnd, tellRequest } from './tell-friends.ts';

export function block(node: PeopleNode): Handler<'block'> {
  return async ({ caller, params }) => {
    const { username } = params;
    if (username === caller.username) return refuseField('username', 'is yourself; name somebody else');
    const two = await findTwo(node, caller, username);
    if (two === undefined) return refuse('not_found');
    const { me, other } = two;
    const open = await openRequests(node, two);
    const ended = await node.store.friends.block(me.key, other.key);
    node.everywhere.setBlocked(me.key, other.key, true);
    if (ended.friendshipEnded) tellEnd(node, { from: me, to: other });
    tellClosed(node, two, ended, open);
    return nothing;
  };
}

interface OpenRequests {
  readonly mine: RequestRecord | undefined;
  readonly theirs: RequestRecord | undefined;
}

async function openRequests(node: PeopleNode, { me, other }: Two): Promise<OpenRequests> {
  const { requests } = node.store.friends;
  const mine = await requests.find({ sender: me.key, recipient: other.key });
  const theirs = await requests.find({ sender: other.key, recipient: me.key });
  return { mine, theirs };
}

/** The blocker's own request looks withdrawn to both; of the other's only the blocker is told (FRIEND8). */
function tellClosed(node: PeopleNode, { me, other }: Two, ended: BlockOutcome, open: OpenRequests): void {
  const tell = (user: PersonRecord, from: PersonRecord, to: PersonRecord, request: RequestRecord) =>
    tellRequest(node, user.key, requestView({ from, to }, 'rejected', request.createdAt));
  const { mine, theirs } = open;
  if (ended.requestWithdrawn && mine !== undefined) {
    tell(me, me, other, mine);
    if (!mine.isHidden) tell(other, me, other, mine);
  }
  if (ended.requestHidden && theirs !== undefined) tell(me, other, me, theirs);
}
