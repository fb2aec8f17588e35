import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyExamples } from './documents/examples.ts';
import { downFrame, upFrame } from './frames.ts';
import { limits } from './limits.ts';
import { messageInput } from './message.ts';
import { accountChange } from './user.ts';

const send = { type: 'send', ref: 'r1', chat: 1, client_id: 'c1' };

function taken(frame: unknown): boolean {
  return upFrame.safeParse(frame).success;
}

test('INPUT10 a message has a text or forwards one, over HTTP as over the socket', () => {
  const forward = { chat: 2, number: 3 };
  for (const [input, right] of [
    [{}, false],
    [{ sticker: 'wave' }, false],
    [{ content: 'x' }, true],
    [{ forward }, true],
    [{ content: 'x', forward }, true],
  ] as const) {
    assert.equal(messageInput.safeParse(input).success, right, JSON.stringify(input));
    assert.equal(taken({ ...send, ...input }), right, JSON.stringify(input));
  }
});

test('INPUT10 who changes a password or an address shows the current password', () => {
  const current_password = bodyExamples.removeAccount.current_password;
  for (const change of [{ password: 'a new password' }, { email: 'a@example.org' }, { email: null }]) {
    assert.ok(!accountChange.safeParse(change).success);
    assert.ok(accountChange.safeParse({ ...change, current_password }).success);
  }
  assert.ok(accountChange.safeParse({ name: 'Alice' }).success);
});

test('API11 a send needs a ref and a client_id, since its answer may be lost', () => {
  assert.ok(taken({ ...send, content: 'x' }));
  for (const missing of ['ref', 'client_id', 'chat']) {
    assert.ok(!taken({ ...send, content: 'x', [missing]: undefined }), missing);
  }
});

test('API11 a sync names a bounded number of chats by number', () => {
  const chats = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, 0]));
  assert.ok(taken({ type: 'sync', chats: {} }));
  assert.ok(taken({ type: 'sync', epoch: 'e', chats: chats(limits.chatsPerSync) }));
  assert.ok(!taken({ type: 'sync', chats: chats(limits.chatsPerSync + 1) }));
  for (const key of ['0', '01', '-1', '1.5', 'x', '', '__proto__x']) {
    assert.ok(!taken({ type: 'sync', chats: { [key]: 1 } }), key);
  }
});

test('API11 frames are told apart by their type alone', () => {
  for (const frame of [{}, { type: 'ack' }, { type: 1 }, 'ping', null, [], [{ type: 'ping' }]]) {
    assert.ok(!taken(frame), JSON.stringify(frame));
  }
  const types = downFrame.options.map((option) => option.shape.type.value);
  assert.equal(new Set(types).size, types.length);
});
