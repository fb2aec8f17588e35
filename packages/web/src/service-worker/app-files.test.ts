import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerFor } from './app-files.ts';

const version = { name: 'v1', files: ['/index.html', '/assets/app-1.js', '/favicon.svg'] };
const asked = (path: string, mode = 'navigate', method = 'GET') => answerFor({ method, mode, path }, version);

describe('what the worker answers', () => {
  test('WEB105 every address of the app is answered with its page', () => {
    for (const path of [
      '/',
      '/chats',
      '/chats/12/messages/3',
      '/people',
      '/search',
      '/settings',
      '/sign-in',
      '/reset/x',
    ]) {
      assert.equal(asked(path), 'shell', path);
    }
  });

  test('WEB105 files of the app come from the cache, also those of an older build', () => {
    assert.equal(asked('/favicon.svg', 'no-cors'), 'file');
    assert.equal(asked('/assets/app-1.js', 'cors'), 'file');
    assert.equal(asked('/assets/app-0.js', 'cors'), 'file');
  });

  test('WEB106 what the server says is never touched: no answer of the API, nobody’s picture', () => {
    assert.equal(asked('/api/v1/chats', 'cors'), undefined);
    assert.equal(asked('/api/v1/users/alice/avatar', 'no-cors'), undefined);
    assert.equal(asked('/api/v1/files/secret'), undefined);
    for (const path of ['/docs', '/healthz', '/readyz', '/metrics'])
      assert.equal(asked(path), undefined, path);
    assert.equal(asked('/chats', 'navigate', 'POST'), undefined);
    assert.equal(asked('/service-worker.js', 'same-origin'), undefined);
    assert.equal(asked('/unknown.txt'), undefined);
  });
});
