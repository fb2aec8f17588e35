import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cast } from '@parley/testkit/cast.ts';
import { LogAway } from '../../log/log-away.ts';
import { ReadFailure } from '../../sql/read-failure.ts';
import { WriteFailure } from '../../sql/write-failure.ts';

test('ERR5 what finds no room, or a database that fails, is told so, and may come back', async () => {
  await using cast = await Cast.start();
  const { accounts } = cast.server.node.store;
  const change = { body: { status_text: 'Away' } };
  const before = accounts.change.bind(accounts);
  for (const [failure, code] of [
    [new WriteFailure('full', 'as the disk says'), 'storage_full'],
    [new WriteFailure('failed', 'as the disk says'), 'unavailable'],
    [new ReadFailure('as the disk says'), 'unavailable'],
    [new LogAway('as the disk says'), 'unavailable'],
  ] as const) {
    accounts.change = () => Promise.reject(failure);
    const error = await cast.http.refused('changeAccount', change, cast.shown('owner'));
    assert.deepEqual([error.code, error.retry], [code, 'backoff']);
    assert.ok(!error.message.includes('as the disk says'));
  }
  accounts.change = () => Promise.reject(new ReadFailure('as the disk says'));
  const { status, headers } = await cast.http.call('changeAccount', change, cast.shown('owner'));
  assert.deepEqual([status, headers.get('connection')], [503, 'close']);
  accounts.change = before;
  await cast.ok('changeAccount', change, 'owner');
});

test('ERR5 a picture that finds no room is told so', async () => {
  await using cast = await Cast.start();
  const { blobs } = cast.server.node;
  blobs.put = () => Promise.resolve({ stored: false, full: true });
  const picture = { body: new Uint8Array(8), headers: { 'content-type': 'image/png' } };
  picture.body.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  assert.equal(await cast.refused('setAvatar', picture, 'owner'), 'storage_full');
});
