import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countsOf, filtered } from './list-filter.ts';

const chats = [
  { number: 1, kind: 'private', unread: 2 },
  { number: 2, kind: 'group', unread: 0 },
  { number: 3, kind: 'group', unread: 1 },
  { number: 4, kind: 'private', unread: 0 },
] as const;
const numbers = (shown: readonly { number: number }[]) => shown.map(({ number }) => number);

describe('the filters of the chat list', () => {
  test('WEB89 each shows its part in the order of the list, and says how much that is', () => {
    assert.deepEqual(numbers(filtered(chats, 'all')), [1, 2, 3, 4]);
    assert.deepEqual(numbers(filtered(chats, 'unread')), [1, 3]);
    assert.deepEqual(numbers(filtered(chats, 'groups')), [2, 3]);
    assert.deepEqual(numbers(filtered(chats, 'people')), [1, 4]);
    assert.deepEqual(countsOf(chats), { all: 4, unread: 2, groups: 2, people: 2 });
  });

  test('WEB89 the chat that is being read stays among the unread while it is open', () => {
    assert.deepEqual(numbers(filtered(chats, 'unread', 4)), [1, 3, 4]);
    assert.deepEqual(numbers(filtered(chats, 'groups', 4)), [2, 3]);
  });
});
