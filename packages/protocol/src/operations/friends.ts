import {
  friend,
  friendRequest,
  friendRequestAnswer,
  friendRequestInput,
  friendRequestQuery,
} from '../friend.ts';
import { operations } from '../operation.ts';
import { listOf, pageQuery } from '../page.ts';
import { byUsername } from '../parameters.ts';
import { user } from '../user.ts';

const shared = { tag: 'Friends', credential: 'session' } as const;

/** Friend requests, friends, blocks. */
export const friendOperations = operations({
  sendFriendRequest: {
    ...shared,
    method: 'POST',
    path: '/friend-requests',
    summary: 'Ask somebody to be friends',
    body: friendRequestInput,
    status: 201,
    answer: friendRequest,
    errors: ['not_found', 'already_friends', 'request_exists', 'blocked', 'invalid_request'],
  },
  listFriendRequests: {
    ...shared,
    method: 'GET',
    path: '/friend-requests',
    summary: 'Open friend requests, newest first',
    query: pageQuery.extend({ direction: friendRequestQuery.default('received') }),
    status: 200,
    answer: listOf(friendRequest),
    errors: [],
  },
  answerFriendRequest: {
    ...shared,
    method: 'PATCH',
    path: '/friend-requests/:username',
    summary: 'Mark as read, accept or reject a request',
    params: byUsername,
    body: friendRequestAnswer,
    status: 200,
    answer: friendRequest,
    errors: ['not_found'],
  },
  withdrawFriendRequest: {
    ...shared,
    method: 'DELETE',
    path: '/friend-requests/:username',
    summary: 'Withdraw a request you sent',
    params: byUsername,
    status: 204,
    errors: ['not_found'],
  },
  listFriends: {
    ...shared,
    method: 'GET',
    path: '/friends',
    summary: 'Your friends, by username',
    query: pageQuery,
    status: 200,
    answer: listOf(friend),
    errors: [],
  },
  removeFriend: {
    ...shared,
    method: 'DELETE',
    path: '/friends/:username',
    summary: 'End a friendship',
    params: byUsername,
    status: 204,
    errors: ['not_found'],
  },
  listBlocks: {
    ...shared,
    method: 'GET',
    path: '/blocks',
    summary: 'Whom you have blocked, by username',
    query: pageQuery,
    status: 200,
    answer: listOf(user),
    errors: [],
  },
  block: {
    ...shared,
    method: 'PUT',
    path: '/blocks/:username',
    summary: 'Block somebody; a friendship ends',
    params: byUsername,
    status: 204,
    errors: ['not_found', 'invalid_request'],
  },
  unblock: {
    ...shared,
    method: 'DELETE',
    path: '/blocks/:username',
    summary: 'Take a block back',
    params: byUsername,
    status: 204,
    errors: ['not_found'],
  },
});
