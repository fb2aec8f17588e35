import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { messageEntry, placed, sampleMessage, sampleView } from '../testing/sample-chat.ts';
import { stateFromView } from './chat-state.ts';
import { foldEntry } from './fold-entry.ts';
import { mergeMessages, trimMessages } from './message-window.ts';
import { moveMarks } from './move-marks.ts';
import { unreadOf } from './unread.ts';

const page = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => sampleMessage(to - index));
const view = (fields: object = {}) =>
  sampleView({ position: 10, messages_count: 10, marks: { delivered: 10, read: 0 }, unread: 10, ...fields });
const state = () => stateFromView(view(), page(8, 10), 'alice');
const numbers = (of: ReturnType<typeof state>) => of.messages.map((message) => message.number);

describe('the messages held', () => {
  test('SYNC12 older messages are put before those held', () => {
    const merged = mergeMessages(state(), page(5, 7), 10);
    assert.deepEqual(merged && numbers(merged), [5, 6, 7, 8, 9, 10]);
  });

  test('SYNC12 messages that are not next to those held, or read too long ago, are of no use', () => {
    assert.equal(mergeMessages(state(), page(4, 6), 10), undefined);
    assert.equal(mergeMessages(state(), page(5, 7), 9), undefined);
  });

  test('SYNC12 a page read before the cursor is brought up to it', () => {
    const later = [
      placed(11, { kind: 'message_edited', number: 6, content: 'edited' }),
      placed(12, { kind: 'message_deleted', number: 7 }),
    ].reduce(foldEntry, state());
    const merged = mergeMessages(later, page(5, 7), 10);
    assert.deepEqual(
      merged?.messages.slice(0, 3).map((message) => message.content),
      ['text 5', 'edited', null],
    );
  });

  test('SYNC12 a page read beyond the cursor is not changed again by entries it has already', () => {
    const ahead = page(8, 10).map((message) =>
      message.number === 8
        ? { ...message, content: 'second edit', revision: 12 as typeof message.revision }
        : message,
    );
    const merged = mergeMessages(state(), [...ahead, ...page(5, 7)], 12);
    assert.ok(merged);
    const folded = [
      placed(11, { kind: 'message_edited', number: 8, content: 'first edit' }),
      placed(12, { kind: 'message_edited', number: 8, content: 'second edit' }),
      placed(13, { kind: 'message_edited', number: 8, content: 'third edit' }),
    ];
    const contents = folded.map(
      (_, index) => folded.slice(0, index + 1).reduce(foldEntry, merged).messages[3]?.content,
    );
    assert.deepEqual(contents, ['second edit', 'second edit', 'third edit']);
  });

  test('SYNC12 messages newer than the cursor are left for their entries', () => {
    const merged = mergeMessages(state(), page(9, 12), 12);
    assert.deepEqual(merged && numbers(merged), [8, 9, 10]);
  });

  test('SYNC14 unread is the same however much is held', () => {
    const tombstones = new Set([2, 6, 9]);
    const all = page(1, 10).map((message) =>
      tombstones.has(message.number) ? { ...message, content: null } : message,
    );
    for (const read of [0, 1, 3, 6, 8, 10]) {
      const unread = [...Array(10).keys()].filter(
        (index) => index + 1 > read && !tombstones.has(index + 1),
      ).length;
      for (const held of [0, 1, 3, 5, 10]) {
        const from = stateFromView(
          view({ marks: { delivered: 10, read }, unread }),
          all.slice(0, held),
          'alice',
        );
        assert.equal(unreadOf(from), unread, `read ${read}, held ${held}`);
        const more = held < 10 ? mergeMessages(from, all.slice(held), 10) : from;
        assert.ok(more);
        assert.equal(unreadOf(more), unread, `read ${read}, held ${held}, then all`);
        assert.equal(unreadOf(trimMessages(more, 2)), unread, `read ${read}, trimmed`);
        assert.equal(unreadOf(moveMarks(more, 'alice', { read: 10, delivered: 10 })), 0);
      }
    }
  });

  test('SYNC14 a message deleted while it is not held is not unread any more', () => {
    const deleted = foldEntry(state(), placed(11, { kind: 'message_deleted', number: 3 }));
    assert.equal(unreadOf(deleted), 9);
    assert.equal(unreadOf(foldEntry(deleted, messageEntry(12, 11))), 10);
  });

  test('SYNC14 own messages are never unread', () => {
    const said = foldEntry(state(), messageEntry(11, 11, { sender: 'alice' }));
    assert.equal(unreadOf(said), 0);
  });
});
