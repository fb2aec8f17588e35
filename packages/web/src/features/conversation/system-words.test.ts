import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Entry } from '@parley/protocol/entry.ts';
import { en } from '../../i18n/en/en.ts';
import { createTranslator } from '../../i18n/translator.ts';
import { systemWords } from './system-words.ts';

const { t } = createTranslator('en', en);
const nameOf = (username: string | null) => (username === null ? 'Deleted user' : username.toUpperCase());
const at = '2026-11-21T12:00:00.000Z';

const spoken: readonly (readonly [object, string])[] = [
  [{ kind: 'member_invited', username: 'bob', by: 'alice' }, 'ALICE invited BOB'],
  [{ kind: 'invitation_declined', username: 'bob', by: 'bob' }, 'BOB declined the invitation'],
  [{ kind: 'member_joined', username: 'bob', by: 'bob' }, 'BOB joined'],
  [{ kind: 'member_left', username: 'bob', by: 'bob' }, 'BOB left'],
  [{ kind: 'member_left', username: 'bob', by: 'alice' }, 'ALICE removed BOB'],
  [{ kind: 'role_changed', username: 'bob', by: 'alice', role: 'admin' }, 'ALICE made BOB an admin'],
  [{ kind: 'chat_renamed', name: 'Walks', by: null }, 'Deleted user named the group “Walks”'],
  [{ kind: 'picture_changed', picture: null, by: 'bob' }, 'BOB removed the picture of the group'],
  [{ kind: 'picture_changed', picture: '/p', by: 'bob' }, 'BOB changed the picture of the group'],
  [{ kind: 'message_pinned', number: 7, by: 'bob' }, 'BOB pinned message 7'],
  [{ kind: 'chat_deleted', by: 'bob' }, 'BOB deleted the group'],
];

describe('what happens in a group', () => {
  for (const [entry, words] of spoken) {
    test(`WEB5 “${words}”`, () => assert.equal(systemWords({ ...entry, at } as Entry, nameOf, t), words));
  }

  test('WEB5 entries that only change messages are not said', () => {
    for (const kind of ['message', 'message_edited', 'message_deleted', 'reaction_added', 'reaction_removed'])
      assert.equal(systemWords({ kind, number: 1, by: 'bob', at } as Entry, nameOf, t), '');
  });
});
