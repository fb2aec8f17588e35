import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContractClient } from '@parley/testkit/contract-client.ts';
import { startServer } from '@parley/testkit/server.ts';

test('HTTP9 the instance says what it is and allows, to anyone', async () => {
  const environment = {
    PARLEY_NAME: 'Our place',
    PARLEY_REGISTRATION: 'closed',
    PARLEY_CONTENT_BYTES: '1000',
  };
  await using server = await startServer({ environment });
  const http = new ContractClient(server.url);
  const { version, ...rest } = await http.ok('getInstance');
  assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.deepEqual(rest, {
    name: 'Our place',
    needs_setup: false,
    registration: 'closed',
    content_bytes: 1000,
  });
  const body = { username: 'erin', password: 'correct horse battery' };
  assert.equal((await http.refused('register', { body })).code, 'registration_closed');
});
