import type { z } from 'zod';
import type { OperationId, OperationTable } from '../operation-table.ts';
import {
  account,
  app,
  at,
  bob,
  chat,
  entry,
  friendRequest,
  invitation,
  marks,
  match,
  member,
  message,
  openChat,
  openEntry,
  openMatch,
  openMessage,
  profile,
  session,
  signedIn,
} from './samples.ts';

/** The operations that answer JSON. */
export type IdWithAnswer = {
  [Id in OperationId]: OperationTable[Id] extends { readonly answer: z.ZodType } ? Id : never;
}[OperationId];

type AnswerInput<O> = O extends { readonly answer: infer Schema extends z.ZodType } ? z.input<Schema> : never;

/** An answer for each operation that gives one, for the documents (API6). */
export const answerExamples: { readonly [Id in IdWithAnswer]: AnswerInput<OperationTable[Id]> } = {
  getInstance: {
    name: 'Parley',
    version: '0.1.0',
    needs_setup: true,
    registration: 'open',
    content_bytes: 16384,
  },
  setUp: { ...signedIn, user: { ...account, owner: true } },
  createApp: { ...app, chats_count: 0, secret: 'sK2hV7mB9xQ4tZ1wN6rY3cJ8pL5dF0gA' },
  getApp: app,
  renameApp: { ...app, name: 'Help desk' },
  createOpenChat: { ...openChat, messages_count: 0 },
  listOpenChats: { items: [openChat] },
  getOpenChat: openChat,
  postOpenMessage: openMessage,
  listOpenMessages: { items: [openMessage], position: 1 },
  searchOpenMessages: { items: [openMatch] },
  autocompleteOpenMessages: { items: [openMatch] },
  getOpenMessage: openMessage,
  editOpenMessage: {
    ...openMessage,
    content: 'Where is my parcel? It was due on Monday.',
    revision: 2,
    edited_at: at,
  },
  listOpenEntries: { items: [openEntry] },
  register: signedIn,
  listUsers: { items: [profile] },
  getUser: profile,
  getAccount: account,
  changeAccount: account,
  setAvatar: { ...account, avatar: '/api/v1/users/alice/avatar' },
  signIn: signedIn,
  listSessions: { items: [session] },
  sendFriendRequest: friendRequest,
  listFriendRequests: { items: [friendRequest] },
  answerFriendRequest: { ...friendRequest, status: 'accepted' },
  listFriends: { items: [{ ...bob, presence: 'online', since: at }] },
  listBlocks: { items: [bob] },
  createChat: chat,
  listChats: { items: [chat] },
  getChat: chat,
  changeChat: { ...chat, name: 'Climbing on Sundays' },
  setChatPicture: { ...chat, picture: '/api/v1/chats/1/picture' },
  invite: { ...chat, invited: ['bob', 'carol'] },
  listInvitations: { items: [invitation] },
  answerInvitation: invitation,
  listMembers: { items: [member] },
  changeRole: { ...member, role: 'admin' },
  setMarks: marks,
  postMessage: message,
  listMessages: { items: [message], position: 3 },
  searchMessages: { items: [match] },
  autocompleteMessages: { items: [match] },
  getMessage: message,
  editMessage: { ...message, content: 'Sunday at ten?', revision: 4, edited_at: at },
  listPins: { items: [{ ...message, pinned: true }] },
  listEntries: { items: [entry] },
  searchEverywhere: { items: [{ ...match, chat: 1 }], users: [bob] },
};

/** An answer of an operation; undefined where it gives none. */
export function answerExample(id: OperationId): unknown {
  const examples: Partial<Record<OperationId, unknown>> = answerExamples;
  return examples[id];
}
