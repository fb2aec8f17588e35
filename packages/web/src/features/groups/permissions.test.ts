import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MemberState } from '@parley/client/chat/chat-state.ts';
import type { MemberRole } from '@parley/protocol/member.ts';
import { mayRemove, offeredRoles } from './permissions.ts';

function member(username: string | null, role: MemberRole): MemberState {
  return { username, name: 'x', role, joinedAt: '', delivered: 0, read: 0 };
}

describe('what is offered in a group', () => {
  test('WEB27 owners remove anybody but themselves, admins plain members, members nobody', () => {
    assert.ok(mayRemove('owner', member('bob', 'owner'), 'alice'));
    assert.ok(!mayRemove('owner', member('alice', 'owner'), 'alice'));
    assert.ok(mayRemove('admin', member('bob', 'member'), 'alice'));
    assert.ok(!mayRemove('admin', member('bob', 'admin'), 'alice'));
    assert.ok(!mayRemove('member', member('bob', 'member'), 'alice'));
    assert.ok(!mayRemove('owner', member(null, 'member'), 'alice'));
  });

  test('WEB27 only owners give roles, each but the one somebody has', () => {
    assert.deepEqual(offeredRoles('owner', member('bob', 'admin'), 'alice'), ['owner', 'member']);
    assert.deepEqual(offeredRoles('admin', member('bob', 'member'), 'alice'), []);
    assert.deepEqual(offeredRoles('owner', member('alice', 'owner'), 'alice'), []);
  });
});
