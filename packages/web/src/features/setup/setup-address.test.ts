import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeInFragment, isOwnMachine } from './setup-address.ts';

test('SETUP7 the code comes from the fragment of the address', () => {
  assert.equal(codeInFragment('#code=k7wd-3q9x'), 'k7wd-3q9x');
  assert.equal(codeInFragment('code=k7wd'), 'k7wd');
  assert.equal(codeInFragment(''), '');
});

test('SETUP8 only addresses of the machine itself are its own', () => {
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) assert.ok(isOwnMachine(host), host);
  for (const host of [
    'chat.example.org',
    '127.0.0.1.example.org',
    '10.0.0.1',
    '192.168.1.7',
    'localhost.evil',
  ])
    assert.ok(!isOwnMachine(host), host);
});
