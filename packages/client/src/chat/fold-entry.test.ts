import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EntryKind, PlacedEntry } from '@parley/protocol/entry.ts';
import { isSpoken } from '@parley/protocol/spoken-kinds.ts';
import { comparable } from '../testing/comparable.ts';
import { messageEntry, placed, sampleMember, sampleMessage, sampleView } from '../testing/sample-chat.ts';
import { stateFromView } from './chat-state.ts';
import { foldEntry } from './fold-entry.ts';

const at = '2026-01-01T00:00:00.000Z';
const before = { position: 3, messages_count: 3, marks: { delivered: 3, read: 1 }, unread: 2 };
const members = [sampleMember('alice', { role: 'owner', delivered: 3, read: 1 }), sampleMember('bob')];
const messages = [1, 2, 3].map((number) => sampleMessage(number));
const state = () => stateFromView(sampleView({ ...before, members, invited: ['dave'] }), messages, 'alice');
const after = { ...before, members, invited: ['dave'], position: 4 };

type Case = readonly [entry: Record<string, unknown>, view: object, changed?: object];

/** For each kind: an entry, the view a server gives after it, and what became of message 2. */
const cases: Readonly<Record<EntryKind, readonly Case[]>> = {
  message: [
    [
      { number: 4, sender: 'bob', content: 'new' },
      { messages_count: 4, unread: 3, members: [members[0], sampleMember('bob', { delivered: 4, read: 4 })] },
    ],
    [
      { number: 4, sender: 'alice', content: 'own' },
      {
        messages_count: 4,
        unread: 0,
        marks: { delivered: 4, read: 4 },
        members: [sampleMember('alice', { role: 'owner', delivered: 4, read: 4 }), members[1]],
      },
    ],
  ],
  message_edited: [[{ number: 2, content: 'better' }, {}, { content: 'better', edited_at: at }]],
  message_deleted: [[{ number: 2 }, { unread: 1 }, { content: null, deleted_at: at }]],
  reaction_added: [[{ number: 2, emoji: '👍' }, {}, { reactions: [{ emoji: '👍', usernames: ['bob'] }] }]],
  reaction_removed: [[{ number: 2, emoji: '👍' }, {}, {}]],
  message_pinned: [[{ number: 2 }, {}, { pinned: true }]],
  message_unpinned: [[{ number: 2 }, {}, {}]],
  member_invited: [[{ username: 'carol' }, { invited: ['carol', 'dave'] }]],
  invitation_declined: [[{ username: 'dave' }, { invited: [] }]],
  member_joined: [
    [
      { username: 'dave' },
      {
        invited: [],
        members_count: 3,
        members: [...members, sampleMember('dave', { delivered: 3, read: 3 })],
      },
    ],
  ],
  member_left: [
    [{ username: 'bob' }, { members_count: 1, members: [members[0]] }],
    [{ username: 'dave' }, { invited: [] }],
    [{ username: 'nobody' }, {}],
  ],
  role_changed: [
    [{ username: 'bob', role: 'admin' }, { members: [members[0], sampleMember('bob', { role: 'admin' })] }],
  ],
  chat_renamed: [[{ name: 'new name' }, { name: 'new name' }]],
  picture_changed: [[{ picture: '/p' }, { picture: '/p' }]],
  chat_deleted: [[{}, {}]],
};

const spokenOf = ({ position, entry }: PlacedEntry) => (isSpoken(entry) ? [{ position, entry }] : []);

describe('the fold of entries', () => {
  for (const [kind, list] of Object.entries(cases) as [EntryKind, readonly Case[]][]) {
    test(`SYNC7 ${kind}: the state and the entry make the state of after it`, () => {
      for (const [entry, view, changed] of list) {
        const last = placed(4, { kind, ...entry });
        const folded = foldEntry(state(), last);
        const second = changed === undefined ? {} : { revision: 4, ...changed };
        const fresh = messages.map((message) => (message.number === 2 ? { ...message, ...second } : message));
        if (kind === 'message') fresh.push(sampleMessage(4, { ...entry, revision: 4 }));
        const expected = stateFromView(sampleView({ ...after, ...view }), fresh, 'alice');
        const status = kind === 'chat_deleted' ? 'deleted' : 'member';
        assert.deepEqual(comparable(folded), { ...comparable(expected), status, spoken: spokenOf(last) });
      }
    });
  }

  test('SYNC7 a second reaction of the same person and a reaction taken back leave nothing behind', () => {
    const reactions = [
      placed(4, { kind: 'reaction_added', number: 2, emoji: '👍' }),
      placed(5, { kind: 'reaction_added', number: 2, emoji: '👍' }),
      placed(6, { kind: 'reaction_added', number: 2, emoji: '👍', by: 'alice' }),
    ];
    const folded = reactions.reduce(foldEntry, state());
    assert.deepEqual(folded.messages[1]?.reactions, [{ emoji: '👍', usernames: ['bob', 'alice'] }]);
    const undone = [
      placed(7, { kind: 'reaction_removed', number: 2, emoji: '👍' }),
      placed(8, { kind: 'reaction_removed', number: 2, emoji: '👍', by: 'alice' }),
    ].reduce(foldEntry, folded);
    assert.equal(undone.messages[1]?.reactions, undefined);
  });

  test('SYNC7 what was on its way to a deleted message comes too late', () => {
    const folded = [
      placed(4, { kind: 'message_deleted', number: 2 }),
      placed(5, { kind: 'message_edited', number: 2, content: 'late' }),
      placed(6, { kind: 'reaction_added', number: 2, emoji: '👍' }),
    ].reduce(foldEntry, state());
    assert.equal(folded.messages[1]?.content, null);
    assert.equal(folded.messages[1]?.reactions, undefined);
  });

  test('SYNC7 my own role, leaving and coming back are mine', () => {
    const role = foldEntry(state(), placed(4, { kind: 'role_changed', username: 'alice', role: 'member' }));
    assert.equal(role.role, 'member');
    const left = foldEntry(role, placed(5, { kind: 'member_left', username: 'alice' }));
    assert.equal(left.status, 'left');
    const back = foldEntry(left, placed(6, { kind: 'member_joined', username: 'alice' }));
    assert.equal(back.status, 'member');
    assert.deepEqual(back.marks, { delivered: 3, read: 3 });
  });

  test('SYNC7 an entry that does not follow is refused, and so is a message that skips a number', () => {
    for (const position of [2, 3, 5])
      assert.throws(() => foldEntry(state(), messageEntry(position, 4)), RangeError);
    assert.throws(() => foldEntry(state(), messageEntry(4, 5)), RangeError);
  });

  test('SYNC7 a fold changes nothing in place', () => {
    const frozen = state();
    const copy = structuredClone(frozen);
    foldEntry(frozen, messageEntry(4, 4));
    foldEntry(frozen, placed(4, { kind: 'message_edited', number: 1, content: 'x' }));
    assert.deepEqual(frozen, copy);
  });
});
