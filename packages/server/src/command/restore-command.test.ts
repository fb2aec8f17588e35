import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Cast, pixel } from '@parley/testkit/cast.ts';
import { ContractClient } from '@parley/testkit/contract-client.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { startServer } from '@parley/testkit/server.ts';
import { DatabaseCopy } from '../sqlite/database-copy.ts';
import { type CommandBench, openCommandBench } from './command-bench.test-support.ts';

interface Stored extends AsyncDisposable {
  readonly bench: CommandBench;
  readonly data: string;
  readonly file: string;
  /** Runs a server on the data for so long. */
  served<Result>(act: (http: ContractClient, url: string) => Promise<Result>): Promise<Result>;
  restore(...flags: string[]): Promise<void>;
}

async function openStored(): Promise<Stored> {
  const bench = await openCommandBench();
  const data = join(bench.folder, 'data');
  const file = join(bench.folder, 'b.tar.zst');
  return {
    ...{ bench, data, file },
    async served(act) {
      await using server = await startServer({ data });
      return await act(new ContractClient(server.url), server.url);
    },
    async restore(...flags) {
      const { code, notes } = await bench.run(['restore', file, '--replace', ...flags]);
      assert.equal(code, 0, notes.join());
    },
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

const password = 'correct horse battery';
const alice = { username: 'alice', password };
const register = async (http: ContractClient) =>
  (await http.ok('register', { body: alice })).session.token ?? '';

test('BACKUP8 each restore gives the log another epoch; whoever names the one of before is told to start afresh', async () => {
  await using stored = await openStored();
  const token = await stored.served(register);
  await stored.bench.run(['backup', stored.file]);
  const greet = () =>
    stored.served(async (_, url) => {
      using socket = await FrameClient.open(url, { token });
      return (await socket.first('hello')).epoch;
    });
  const epochs = [await greet()];
  for (let restore = 0; restore < 2; restore++) {
    await stored.restore();
    epochs.push(await greet());
  }
  assert.equal(new Set(epochs).size, 3);
  await stored.served(async (_, url) => {
    using socket = await FrameClient.open(url, { token });
    const { error } = await socket.refusal({ type: 'sync', epoch: epochs[0], chats: {} });
    assert.equal(error.code, 'stale_epoch');
  });
});

test('BACKUP9 sessions, passwords and tokens are as they were; --sign-out ends all sessions', async () => {
  await using stored = await openStored();
  const before = await stored.served(register);
  await stored.bench.run(['backup', stored.file]);
  const since = await stored.served(async (http) => {
    const { session } = await http.ok('signIn', { body: alice });
    await http.ok('endSession', { params: { handle: 'current' } }, { token: before });
    return session.token ?? '';
  });
  const known = (token: string) =>
    stored.served(async (http) => (await http.call('getAccount', {}, { token })).status === 200);
  assert.deepEqual([await known(before), await known(since)], [false, true]);
  await stored.restore();
  assert.deepEqual([await known(before), await known(since)], [true, false]);
  await stored.restore('--sign-out');
  assert.equal(await known(before), false);
  await stored.served((http) => http.ok('signIn', { body: alice }));
});

test('BACKUP9 a code that sets a password is not there again', async () => {
  await using stored = await openStored();
  await stored.served(register);
  const openCodes = () => {
    using copy = new DatabaseCopy(join(stored.data, 'parley.db'));
    return Number(copy.get('select count(*) as n from password_reset')?.n);
  };
  {
    using copy = new DatabaseCopy(join(stored.data, 'parley.db'));
    const sql = 'insert into password_reset (hash, user, expires_at) values (?, ?, ?)';
    copy.change([{ sql, values: [new Uint8Array(32), 1, Date.now() + 3_600_000] }]);
  }
  await stored.bench.run(['backup', stored.file]);
  await stored.restore();
  assert.equal(openCodes(), 0);
});

test('BACKUP10 numbers go on behind the restored ones, retries are known, search finds what is there and nothing else', async () => {
  await using stored = await openStored();
  const params = await stored.served(async (http) => {
    const { token } = await http.ok('createApp', { body: { name: 'Shop' } });
    const { number } = await http.ok('createOpenChat', { params: { token }, body: {} });
    return { token, number };
  });
  const post = (content: string) =>
    stored.served((http) =>
      http.ok('postOpenMessage', { params, body: { content, client_id: content.replace(' ', '-') } }),
    );
  for (const content of ['first kept', 'second kept']) await post(content);
  await stored.bench.run(['backup', stored.file]);
  assert.equal((await post('third lost')).number, 3);
  await stored.restore();
  assert.equal((await post('second kept')).number, 2);
  assert.equal((await post('another third')).number, 3);
  const found = (q: string) =>
    stored.served((http) => http.ok('searchOpenMessages', { params, query: { q } }));
  assert.equal((await found('kept')).items.length, 2);
  assert.equal((await found('lost')).items.length, 0);
});

test('BACKUP1 pictures come back, also those that were replaced since', async () => {
  await using cast = await Cast.start();
  const params = { username: 'owner' };
  await cast.ok('setAvatar', { body: pixel }, 'owner');
  await using bench = await openCommandBench(cast.server.data);
  const file = join(bench.folder, 'b.tar.zst');
  assert.equal((await bench.run(['backup', file])).code, 0);
  const data = join(bench.folder, 'elsewhere');
  // What somebody left there is no data.
  await mkdir(data);
  await writeFile(join(data, 'note.txt'), 'mine');
  assert.equal((await bench.run(['restore', file, '--data', data])).code, 0);
  await cast.ok('removeAvatar', {}, 'owner');
  await using server = await startServer({ data });
  const picture = await new ContractClient(server.url).call('getAvatar', { params }, cast.shown('owner'));
  assert.equal(picture.status, 200);
});
