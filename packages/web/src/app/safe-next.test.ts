import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { safeNext } from './safe-next.ts';

describe('where signing in leads', () => {
  test('WEB21 a path of this site is followed', () => {
    assert.equal(safeNext('/chats/3/messages/9?x=1#y'), '/chats/3/messages/9?x=1#y');
  });

  for (const next of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:1',
    '',
  ]) {
    test(`WEB21 ${JSON.stringify(next)} is not`, () => assert.equal(safeNext(next), '/chats'));
  }
});
