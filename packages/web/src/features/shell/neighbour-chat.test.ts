import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbourChat } from './neighbour-chat.ts';

const chats = [
  { number: 8, unread: 0 },
  { number: 3, unread: 2 },
  { number: 5, unread: 0 },
  { number: 1, unread: 4 },
];

test('WEB93 the previous and the next chat are those of the list, the unread ones passed over what is read', () => {
  assert.equal(neighbourChat(chats, 3, 1), 5);
  assert.equal(neighbourChat(chats, 3, -1), 8);
  assert.equal(neighbourChat(chats, 8, -1), null);
  assert.equal(neighbourChat(chats, 1, 1), null);
  assert.equal(neighbourChat(chats, 3, 1, true), 1);
  assert.equal(neighbourChat(chats, 1, -1, true), 3);
  assert.equal(neighbourChat(chats, 3, -1, true), null);
});

test('WEB93 with no chat open the walk begins at an end of the list', () => {
  assert.equal(neighbourChat(chats, null, 1), 8);
  assert.equal(neighbourChat(chats, null, -1), 1);
  assert.equal(neighbourChat(chats, null, 1, true), 3);
  assert.equal(neighbourChat([], null, 1), null);
});
