import type { OperationId } from '@parley/protocol/operation-table.ts';
import { castPassword, type Persona, pixel } from '@parley/testkit/cast.ts';
import type { Asked } from '@parley/testkit/contract-client.ts';

/** What a row of the policy table is about. */
export interface Scene {
  readonly as: Persona;
  /** The chat that is asked for, a message in it of somebody else, and one of their own if there is one. */
  readonly chat: number;
  readonly message: number;
  readonly own: number;
  /** The app's token where the one who asks holds it, else one that nobody was given. */
  readonly token: string;
  readonly openChat: number;
  /** Names the owner's session. */
  readonly ownerSession: string;
  /** Makes what must be new each time. */
  readonly serial: number;
}

type Ask = (scene: Scene) => Asked;

const inChat =
  (more: Asked = {}): Ask =>
  ({ chat }) => ({ params: { number: chat }, ...more });
const ofMessage =
  (more: Asked = {}, which: 'message' | 'own' = 'message'): Ask =>
  (scene) => ({ params: { chat: scene.chat, number: scene[which] }, ...more });
const inApp =
  (more: Asked = {}): Ask =>
  ({ token }) => ({ params: { token }, ...more });
const inOpenChat =
  (more: Asked = {}): Ask =>
  ({ token, openChat }) => ({ params: { token, number: openChat }, ...more });
const ofOpenMessage =
  (more: Asked = {}): Ask =>
  ({ token, openChat }) => ({ params: { token, chat: openChat, number: 1 }, ...more });
const about =
  (username: string, more: Asked = {}): Ask =>
  () => ({ params: { username }, ...more });
const member =
  (username: string, more: Asked = {}): Ask =>
  ({ chat }) => ({ params: { number: chat, username }, ...more });
const reaction: Ask = ({ chat, message }) => ({ params: { chat, number: message, emoji: '👍' } });
const plain =
  (asked: Asked = {}): Ask =>
  () =>
    asked;
const picture = { body: pixel, headers: { 'content-type': 'image/png' } };

/** A valid request for each row of the policy table. */
export const requests: Readonly<Record<OperationId, Ask>> & Readonly<Record<string, Ask>> = {
  getInstance: plain(),
  setUp: plain({ body: { code: 'x'.repeat(28), username: 'newcomer', password: castPassword } }),
  createApp: plain({ body: { name: 'Desk' } }),
  getApp: inApp(),
  renameApp: inApp({ body: { name: 'Help desk' } }),
  createOpenChat: inApp({ body: {} }),
  listOpenChats: inApp(),
  getOpenChat: inOpenChat(),
  postOpenMessage: inOpenChat({ body: { content: 'Hello' } }),
  listOpenMessages: inOpenChat(),
  searchOpenMessages: inOpenChat({ query: { q: 'e' } }),
  autocompleteOpenMessages: inOpenChat({ query: { keyword: 'e' } }),
  getOpenMessage: ofOpenMessage(),
  editOpenMessage: ofOpenMessage({ body: { content: 'Where is it?' } }),
  deleteOpenMessage: ofOpenMessage(),
  listOpenEntries: inOpenChat(),

  register: ({ serial }) => ({ body: { username: `newcomer-${serial}`, password: castPassword } }),
  signIn: () => ({ body: { username: 'newcomer-0', password: castPassword } }),
  requestPasswordReset: plain({ body: { email: 'nobody@example.org' } }),
  resetPassword: plain({ params: { code: 'x'.repeat(32) }, body: { password: castPassword } }),
  listSessions: plain(),
  endSession: plain({ params: { handle: 'current' } }),
  'endSession/of-owner': ({ ownerSession }) => ({ params: { handle: ownerSession } }),

  listUsers: plain(),
  getUser: about('owner'),
  getAccount: plain(),
  changeAccount: plain({ body: { status_text: 'On the train' } }),
  removeAccount: plain({ body: { current_password: castPassword, messages: 'keep' } }),
  setAvatar: plain(picture),
  getAvatar: about('owner'),
  removeAvatar: plain(),

  sendFriendRequest: plain({ body: { to: 'owner' } }),
  listFriendRequests: plain(),
  answerFriendRequest: about('stranger', { body: { status: 'accepted' } }),
  withdrawFriendRequest: about('owner'),
  listFriends: plain(),
  removeFriend: about('owner'),
  listBlocks: plain(),
  block: about('owner'),
  unblock: about('blocked'),

  createChat: plain({ body: { kind: 'group', name: 'Another' } }),
  'createChat/private': plain({ body: { kind: 'private', with: 'owner' } }),
  'createChat/with-owner': plain({ body: { kind: 'group', name: 'Another', members: ['owner'] } }),
  listChats: plain(),
  getChat: inChat(),
  changeChat: inChat({ body: { name: 'Sundays' } }),
  deleteChat: inChat(),
  setChatPicture: inChat(picture),
  getChatPicture: inChat(),
  removeChatPicture: inChat(),
  invite: inChat({ body: { usernames: ['friend'] } }),
  listInvitations: plain(),
  answerInvitation: inChat({ body: { status: 'accepted' } }),
  listMembers: inChat(),
  changeRole: member('member', { body: { role: 'admin' } }),
  removeMember: member('member'),
  'removeMember/member': member('member'),
  'removeMember/admin': member('admin'),
  'removeMember/owner': member('owner'),
  'removeMember/self': ({ chat, as }) => ({ params: { number: chat, username: as } }),
  'removeMember/invitee': member('invitee'),
  setMarks: inChat({ body: { read: 1 } }),

  postMessage: inChat({ body: { content: 'Hello' } }),
  listMessages: inChat(),
  searchMessages: inChat({ query: { q: 'e' } }),
  autocompleteMessages: inChat({ query: { keyword: 'e' } }),
  getMessage: ofMessage(),
  editMessage: ofMessage({ body: { content: 'At ten.' } }),
  'editMessage/own': ofMessage({ body: { content: 'At ten.' } }, 'own'),
  deleteMessage: ofMessage(),
  'deleteMessage/own': ofMessage({}, 'own'),
  addReaction: reaction,
  removeReaction: reaction,
  pinMessage: ofMessage(),
  unpinMessage: ofMessage(),
  listPins: inChat(),
  listEntries: inChat(),
  searchEverywhere: plain({ query: { q: 'e' } }),
};
