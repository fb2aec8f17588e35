import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { highlightsOf } from '@parley/protocol/highlights.ts';
import type { ChatState } from './chat-state.ts';
import { searchHeld } from './search-held.ts';

const at = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`;

function chatOf(
  number: number,
  texts: readonly (readonly [minute: number, sender: string, content: string | null])[],
) {
  const messages = texts.map(([minute, sender, content], index) => ({
    ...{ number: index + 1, position: index + 2, revision: index + 2, sender, content, at: at(minute) },
  }));
  const state = { number, messages } as unknown as ChatState;
  return { log: { state: { get: () => state } } };
}

const chats = {
  known: () => [
    chatOf(1, [
      [1, 'bob', 'The Café is\n\nopen'],
      [3, 'alice', 'no café today'],
      [5, 'bob', null],
    ]),
    chatOf(2, [
      [2, 'carol', 'CAFE\u0301 at nine'],
      [4, 'bob', 'tea'],
    ]),
  ],
};

const numbers = (query: string, filter = {}) =>
  searchHeld(chats, query, filter).map(({ chat, message }) => [chat, message.number]);

describe('search in what is held', () => {
  test('CLIENT34 whatever its case, form or spacing, newest first, from all chats', () => {
    const all = [
      [1, 2],
      [2, 1],
      [1, 1],
    ];
    assert.deepEqual(numbers('café'), all);
    assert.deepEqual(numbers('CAFE\u0301'), all);
    assert.deepEqual(numbers('is open'), [[1, 1]]);
    assert.deepEqual(numbers('coffee'), []);
    assert.deepEqual(numbers(''), []);
  });

  test('CLIENT34 narrowed by chat, sender, time and number', () => {
    assert.deepEqual(numbers('café', { chat: 2 }), [[2, 1]]);
    assert.deepEqual(numbers('café', { sender: 'bob' }), [[1, 1]]);
    assert.deepEqual(numbers('café', { since: at(2), until: at(3) }), [[2, 1]]);
    assert.deepEqual(numbers('café', { limit: 1 }), [[1, 2]]);
  });

  test('CLIENT34 with the highlights that the server gives', () => {
    for (const { message, highlights } of searchHeld(chats, 'a', {})) {
      assert.deepEqual(highlights, highlightsOf(message.content ?? '', 'a'));
    }
  });
});
