import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Message } from '@parley/protocol/message.ts';
import { type Row, RowBuilder, type RowsInput } from './rows.ts';

const noon = new Date(2026, 10, 21, 12).getTime();

function message(
  number: number,
  sender: string | null,
  minute: number,
  more: Partial<Message> = {},
): Message {
  return {
    number,
    position: number * 10,
    revision: number * 10,
    sender,
    content: `text ${number}`,
    at: new Date(noon + minute * 60_000).toISOString(),
    ...more,
  } as Message;
}

const nothing: RowsInput = {
  messages: [],
  spoken: [],
  pending: [],
  hasOlder: false,
  hasNewer: false,
  lineAfter: null,
};

function rows(input: Partial<RowsInput>, builder = new RowBuilder('alice')): readonly Row[] {
  return builder.build({ ...nothing, ...input });
}

describe('rows of a conversation', () => {
  test('WEB23 messages of one person within five minutes are a run', () => {
    const made = rows({
      messages: [message(1, 'bob', 0), message(2, 'bob', 4), message(3, 'bob', 10), message(4, 'carol', 11)],
    });
    assert.deepEqual(
      made.map((row) => [row.startsGroup, row.endsGroup]),
      [
        [true, false],
        [false, true],
        [true, true],
        [true, true],
      ],
    );
  });

  test('WEB23 two messages of deleted users are never taken for one person', () => {
    const made = rows({ messages: [message(1, null, 0), message(2, null, 1)] });
    assert.ok(made.every((row) => row.startsGroup && row.endsGroup));
  });

  test('WEB23 each day begins with a heading and a new run', () => {
    const made = rows({ messages: [message(1, 'bob', 0), message(2, 'bob', 719), message(3, 'bob', 721)] });
    assert.deepEqual(
      made.map((row) => row.startsDay),
      [true, false, true],
    );
    assert.equal(made[2]?.startsGroup, true);
  });

  test('WEB23 the line stands above the first unread message of somebody else', () => {
    const messages = [
      message(1, 'bob', 0),
      message(2, 'alice', 1),
      message(3, 'bob', 2),
      message(4, 'bob', 3),
    ];
    const made = rows({ messages, lineAfter: 1 });
    assert.deepEqual(
      made.map((row) => row.startsUnread),
      [false, false, true, false],
    );
    assert.ok(rows({ messages }).every((row) => !row.startsUnread));
  });

  test('WEB22 spoken entries stand where the log has them', () => {
    const at = new Date(noon).toISOString();
    const joined = { kind: 'member_joined', username: 'bob', by: 'bob', at } as const;
    const spoken = [
      { position: 5, entry: joined },
      { position: 15, entry: joined },
      { position: 25, entry: joined },
    ] as RowsInput['spoken'];
    const messages = [message(1, 'bob', 0), message(2, 'bob', 0)];
    const keys = (hasOlder: boolean, hasNewer: boolean) =>
      rows({ messages, spoken, hasOlder, hasNewer }).map((row) => row.key);
    assert.deepEqual(keys(false, false), ['s5', 'm1', 's15', 'm2', 's25']);
    assert.deepEqual(keys(true, false), ['m1', 's15', 'm2', 's25']);
    assert.deepEqual(keys(true, true), ['m1', 's15', 'm2']);
  });

  test('WEB22 a message keeps its row from pending to posted', () => {
    const at = new Date(noon).toISOString();
    const pending = [{ clientId: 'k1', at, draft: { content: 'hi' }, status: 'sending' as const }];
    const before = rows({ messages: [], pending });
    const after = rows({ messages: [message(1, 'alice', 0, { client_id: 'k1' })] });
    assert.equal(before[0]?.key, after[0]?.key);
    assert.equal(rows({ messages: [message(1, 'bob', 0, { client_id: 'k1' })] })[0]?.key, 'm1');
  });

  test('WEB22 what waits to be sent stands below the newest message, not below older ones', () => {
    const at = new Date(noon).toISOString();
    const pending = [{ clientId: 'k1', at, draft: { content: 'hi' }, status: 'sending' as const }];
    const messages = [message(1, 'bob', 0)];
    assert.equal(rows({ messages, pending }).length, 2);
    assert.equal(rows({ messages, pending, hasNewer: true }).length, 1);
  });

  test('WEB68 what did not change keeps its row', () => {
    const builder = new RowBuilder('alice');
    const messages = Array.from({ length: 50 }, (_, index) => message(index + 1, 'bob', index * 7));
    const before = rows({ messages: messages.slice(10, 40) }, builder);
    const edited = { ...messages[20], content: 'edited' } as Message;
    const after = rows({ messages: messages.with(20, edited) }, builder);
    const kept = after.filter((row) => before.includes(row)).map((row) => row.key);
    const expected = before.map((row) => row.key).filter((key) => key !== 'm11' && key !== 'm21');
    // The first one was the first of its day, as far as was known.
    assert.deepEqual(kept, expected);
  });

  test('WEB22 keys are never the same twice', () => {
    const messages = Array.from({ length: 200 }, (_, index) =>
      message(index + 1, index % 3 ? 'bob' : 'alice', index),
    );
    const keys = rows({ messages }).map((row) => row.key);
    assert.equal(new Set(keys).size, keys.length);
  });
});
