import type { z } from 'zod';
import { errorOf } from '../errors.ts';
import type { downFrame, upFrame } from '../frames.ts';
import { bob, chat, entry, friendRequest, message } from './samples.ts';

type Up = z.input<typeof upFrame>;
type Down = z.input<typeof downFrame>;

interface Documented<Frame> {
  readonly meaning: string;
  readonly example: Frame;
}

/** What a client may say: meaning and an example of each frame. */
export const upFrames: { readonly [Type in Up['type']]: Documented<Extract<Up, { type: Type }>> } = {
  send: {
    meaning: 'Post a message. Answered by ack, or by error with the same ref.',
    example: {
      type: 'send',
      ref: 'r1',
      chat: 1,
      client_id: '0b1e8a52-6f3f-4d59-9a0b-8c7d6e5f4a3b',
      content: 'Sunday at nine?',
    },
  },
  mark: {
    meaning: 'Say how far you have received or read. Marks only grow; a smaller one changes nothing.',
    example: { type: 'mark', chat: 1, read: 3 },
  },
  typing: {
    meaning: 'You are writing; shown to others for some seconds.',
    example: { type: 'typing', chat: 1 },
  },
  sync: {
    meaning:
      'Catch up: for each chat the last position held without a hole before it. Answered by entry or gap, then synced.',
    example: { type: 'sync', epoch: 'e1', chats: { '1': 3 } },
  },
  presence: { meaning: 'You are there, or away.', example: { type: 'presence', state: 'away' } },
  ping: { meaning: 'The connection is alive. Answered by pong.', example: { type: 'ping' } },
};

/** What a server says: meaning and an example of each frame. */
export const downFrames: { readonly [Type in Down['type']]: Documented<Extract<Down, { type: Type }>> } = {
  hello: {
    meaning: 'The first frame: who you are, the epoch of the log, how often to ping.',
    example: { type: 'hello', epoch: 'e1', username: 'alice', ping_interval_ms: 25_000 },
  },
  ack: {
    meaning: 'A send is stored, durably, with this number.',
    example: { type: 'ack', ref: 'r1', chat: 1, number: 1, position: 3 },
  },
  entry: {
    meaning: 'Something happened in a chat. A position beyond the next one shows a hole: fetch it.',
    example: { type: 'entry', ...entry },
  },
  head: {
    meaning: 'A large chat has grown to this position; fetch the entries if somebody looks.',
    example: { type: 'head', chat: 1, position: 120 },
  },
  mark: {
    meaning: "A member's marks.",
    example: { type: 'mark', chat: 1, username: 'bob', delivered: 3, read: 3 },
  },
  typing: {
    meaning: 'A member is writing.',
    example: { type: 'typing', chat: 1, username: 'bob' },
  },
  presence: {
    meaning: 'A person you may see came, went away or left.',
    example: { type: 'presence', username: 'bob', state: 'online' },
  },
  synced: {
    meaning: 'The sync is complete; what follows is live. Heads cover every chat of yours.',
    example: { type: 'synced', epoch: 'e1', heads: { '1': 3 } },
  },
  gap: {
    meaning:
      'Too much happened in a chat to send it all: its state and newest messages instead of entries from–to.',
    example: {
      type: 'gap',
      chat: 1,
      from: 4,
      to: 9000,
      view: chat,
      messages: [message],
    },
  },
  resync: {
    meaning: 'You read too slowly and events were dropped: sync again.',
    example: { type: 'resync' },
  },
  pong: {
    meaning: 'The answer to ping, with the heads: a lost last event shows here.',
    example: { type: 'pong', heads: { '1': 3 } },
  },
  friend_request: {
    meaning: 'A friend request came, or one of yours was answered or withdrawn.',
    example: { type: 'friend_request', request: friendRequest },
  },
  friend: {
    meaning: 'A friendship began or ended.',
    example: { type: 'friend', user: bob, status: 'added' },
  },
  chat: {
    meaning: 'Your own place in a chat changed.',
    example: { type: 'chat', chat: 1, status: 'joined' },
  },
  user: {
    meaning: "A person's name, status text or picture changed.",
    example: { type: 'user', user: bob },
  },
  error: {
    meaning: 'A frame was refused; ref names it where it had one.',
    example: { type: 'error', ref: 'r1', error: errorOf('not_found') },
  },
};
