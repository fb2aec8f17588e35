import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Message } from '@parley/protocol/message.ts';
import { actionForKey, permittedActions } from './message-actions.ts';

function message(more: object): Message {
  return { number: 1, position: 1, revision: 1, sender: 'bob', content: 'x', at: '', ...more } as Message;
}

const inGroup = { kind: 'group', role: 'member', me: 'alice' } as const;
const admin = { ...inGroup, role: 'admin' } as const;
const inPrivate = { ...inGroup, kind: 'private' } as const;

describe('what one may do with a message', () => {
  test('WEB79 only what the server would do is offered', () => {
    const foreign = permittedActions(message({}), inGroup);
    assert.deepEqual(foreign, ['reply', 'react', 'forward', 'copy', 'link', 'info']);
    assert.ok(permittedActions(message({}), admin).includes('delete'));
    assert.ok(permittedActions(message({}), admin).includes('pin'));
    assert.ok(permittedActions(message({ pinned: true }), inPrivate).includes('unpin'));
    assert.ok(!permittedActions(message({}), inPrivate).includes('delete'));
    const own = permittedActions(message({ sender: 'alice' }), inGroup);
    assert.ok(own.includes('edit') && own.includes('delete') && !own.includes('pin'));
    const sticker = permittedActions(message({ sender: 'alice', sticker: 'hello' }), inGroup);
    assert.ok(!sticker.includes('edit'));
    assert.deepEqual(permittedActions(message({ content: null }), admin), []);
  });

  test('WEB79 a key stands for an action that is permitted', () => {
    const permitted = permittedActions(message({}), inGroup);
    assert.equal(actionForKey('r', permitted), 'reply');
    assert.equal(actionForKey('R', permitted), 'reply');
    assert.equal(actionForKey('+', permitted), 'react');
    assert.equal(actionForKey('e', permitted), undefined);
    assert.equal(actionForKey('Delete', permittedActions(message({}), admin)), 'delete');
    assert.equal(actionForKey('p', permittedActions(message({ pinned: true }), admin)), 'unpin');
  });
});
