import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isAt, matchPath } from './match-path.ts';

describe('addresses', () => {
  test('WEB125 a path is matched whole, segment by segment', () => {
    assert.deepEqual(matchPath('/chats', '/chats/'), {});
    assert.deepEqual(matchPath('/chats/:number', '/chats/12'), { number: '12' });
    assert.deepEqual(matchPath('/chats/:number/messages/:message', '/chats/1/messages/7'), {
      ...{ number: '1', message: '7' },
    });
    for (const other of ['/', '/chats', '/chats/1/messages', '/chat/1', '/chats/1/messages/7/x'])
      assert.equal(matchPath('/chats/:number', other), null);
  });

  test('WEB125 a pattern with a star takes what is below it', () => {
    assert.deepEqual(matchPath('/chats/:number/*', '/chats/3/old/page'), { number: '3' });
    assert.deepEqual(matchPath('/chats/:number/*', '/chats/3'), { number: '3' });
    assert.equal(matchPath('/chats/:number/*', '/chats'), null);
  });

  test('WEB125 parts are decoded; what cannot be is no address', () => {
    assert.deepEqual(matchPath('/reset/:code', '/reset/a%2Fb%20c'), { code: 'a/b c' });
    assert.equal(matchPath('/reset/:code', '/reset/%E0%A4%A'), null);
  });

  test('WEB125 a link is current at its address and below it, with its query', () => {
    const at = (address: string, path: string) => {
      const [pathname = '', search = ''] = path.split('?');
      return isAt(address, { pathname, search });
    };
    assert.ok(at('/chats/2', '/chats/2'));
    assert.ok(at('/chats/2', '/chats/2/messages/4?pane=details'));
    assert.ok(!at('/chats/2', '/chats/21'));
    assert.ok(at('/people?section=blocked', '/people?section=blocked'));
    assert.ok(!at('/people?section=blocked', '/people'));
  });
});
