import type { PeopleNode } from '../accounts/people-node.ts';
import type { Handlers } from '../handler.ts';
import { answerFriendRequest } from './answer-friend-request.ts';
import { block } from './block.ts';
import { listBlocks } from './list-blocks.ts';
import { listFriendRequests } from './list-friend-requests.ts';
import { listFriends } from './list-friends.ts';
import { removeFriend } from './remove-friend.ts';
import { sendFriendRequest } from './send-friend-request.ts';
import { unblock } from './unblock.ts';
import { withdrawFriendRequest } from './withdraw-friend-request.ts';

export type FriendOperations =
  | 'sendFriendRequest'
  | 'listFriendRequests'
  | 'answerFriendRequest'
  | 'withdrawFriendRequest'
  | 'listFriends'
  | 'removeFriend'
  | 'listBlocks'
  | 'block'
  | 'unblock';

export function friendHandlers(node: PeopleNode): Handlers<FriendOperations> {
  return {
    sendFriendRequest: sendFriendRequest(node),
    listFriendRequests: listFriendRequests(node),
    answerFriendRequest: answerFriendRequest(node),
    withdrawFriendRequest: withdrawFriendRequest(node),
    listFriends: listFriends(node),
    removeFriend: removeFriend(node),
    listBlocks: listBlocks(node),
    block: block(node),
    unblock: unblock(node),
  };
}
