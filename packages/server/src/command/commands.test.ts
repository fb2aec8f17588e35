import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ContractClient } from '@parley/testkit/contract-client.ts';
import { startServer } from '@parley/testkit/server.ts';
import { type CommandBench, openCommandBench } from './command-bench.test-support.ts';

const at = '2020-01-01T00:00:00.000Z';
const spoken = [
  { at, user: 'Ann', text: 'hello' },
  { at, user: 'Bob', text: 'hi <@Ann>' },
  { at: '2020-01-01T00:00:01.000Z', user: 'Ann', text: 'two\nlines' },
];

async function json<Row>(bench: CommandBench, ...argv: string[]): Promise<Row[]> {
  const { code, lines, notes } = await bench.run([...argv, '--json']);
  assert.equal(code, 0, notes.join());
  return lines.map((line) => JSON.parse(line));
}

test('CMD9 what was exported is imported elsewhere with its authors, order, and times', async () => {
  await using bench = await openCommandBench();
  await bench.run(['import', await bench.file('General.jsonl', spoken)]);
  const out = join(bench.folder, 'out');
  assert.equal((await bench.run(['export', '--out', out])).code, 0);
  assert.deepEqual(await readdir(out), ['1-General.jsonl']);
  await using other = await openCommandBench();
  await other.run(['import', join(out, '1-General.jsonl'), '--chat', 'General']);
  const lines = (bench: CommandBench) => bench.run(['export', '--chat', '1']);
  assert.deepEqual((await lines(other)).lines, (await lines(bench)).lines);
  const [again] = await json<{ present: number }>(
    bench,
    'import',
    join(out, '1-General.jsonl'),
    '--chat',
    'General',
  );
  assert.equal(again?.present, 3);
});

test('CMD9 a deleted message is a line without text; a chat that is not there ends with 4', async () => {
  await using bench = await openCommandBench();
  await bench.run(['import', await bench.file('General.jsonl', spoken)]);
  assert.equal((await bench.run(['user', 'remove', 'ann', '--delete-messages'])).code, 0);
  const { code, lines } = await bench.run(['export', '--chat', '9', '--chat', '1']);
  assert.equal(code, 4);
  const rows: { number: number; user: string | null; text: string | null; deleted_at?: string }[] = lines.map(
    (line) => JSON.parse(line),
  );
  assert.deepEqual(
    rows.map(({ number, user, text }) => [number, user, text]),
    [
      [1, null, null],
      [2, 'bob', 'hi <@Ann>'],
      [3, null, null],
    ],
  );
  assert.ok(rows[0]?.deleted_at);
});

test('CMD3 apps are created, listed, renamed, given a new token; an unknown token ends with 4', async () => {
  await using bench = await openCommandBench();
  const [app] = await json<{ token: string; secret: string; name: string }>(bench, 'app', 'create', 'Doors');
  assert.match(app?.token ?? '', /^[\w-]{22,}$/);
  assert.match(app?.secret ?? '', /^[\w-]{22,}$/);
  const token = app?.token ?? '';
  const [renamed] = await json<{ name: string }>(bench, 'app', 'rename', token, 'Gates');
  assert.equal(renamed?.name, 'Gates');
  const [rotated] = await json<{ token: string }>(bench, 'app', 'rotate-token', token);
  assert.notEqual(rotated?.token, token);
  assert.equal((await bench.run(['app', 'show', token])).code, 4);
  assert.match((await bench.run(['app', 'show', rotated?.token ?? ''])).lines.join('\n'), /^name +Gates$/m);
  assert.deepEqual(
    (await json<{ name: string }>(bench, 'app', 'list')).map(({ name }) => name),
    ['Parley', 'Gates'],
  );
});

test('CMD3 accounts are created, listed, given a password, removed; who is not there ends with 4', async () => {
  await using bench = await openCommandBench();
  const typed = 'correct horse\n';
  assert.equal((await bench.run(['user', 'create', 'Zoe', '--email', 'zoe@example.org'], { typed })).code, 0);
  assert.equal((await bench.run(['user', 'create', 'yan', '--no-password'])).code, 0);
  const taken = await bench.run(['user', 'create', 'ZOE', '--no-password']);
  assert.deepEqual([taken.code, taken.notes], [1, ['Another account has this username.']]);
  const listed = await json<{ username: string; email: string; can_sign_in: boolean }>(bench, 'user', 'list');
  assert.deepEqual(
    listed.map(({ username, email, can_sign_in }) => [username, email, can_sign_in]),
    [
      ['yan', null, false],
      ['zoe', 'zoe@example.org', true],
    ],
  );
  assert.equal((await bench.run(['user', 'set-password', 'yan'], { typed })).code, 0);
  assert.equal((await bench.run(['user', 'set-password', 'nobody'], { typed })).code, 4);
  assert.equal((await bench.run(['user', 'remove', 'yan'])).code, 0);
  assert.equal((await bench.run(['user', 'remove', 'yan'])).code, 4);
  assert.match(
    (await bench.run(['user', 'list'])).lines.join('\n'),
    /^username +name +e-mail +can sign in +owner +created\nzoe +Zoe +zoe@example.org +yes +no +\S+Z$/,
  );
});

test('CMD12 tail shows each entry once and in order, of one chat or of all, and stops at the end when asked', async () => {
  await using bench = await openCommandBench();
  await bench.run(['import', await bench.file('General.jsonl', spoken)]);
  const all = await json<{ seq: number; entry: { kind: string } }>(bench, 'tail', '--once', '--last', '1000');
  assert.deepEqual(
    all.map(({ entry }) => entry.kind),
    ['chat_created', 'member_joined', 'message', 'message', 'message'],
  );
  assert.ok(all.every(({ seq }, index) => index === 0 || seq > (all[index - 1]?.seq ?? seq)));
  const some = await bench.run(['tail', '--once', '--last', '2', '--chat', '1']);
  assert.deepEqual(some.lines, [
    '2020-01-01 00:00:00  Parley chat 1 #3     bob: hi <@Ann>',
    '2020-01-01 00:00:01  Parley chat 1 #4     ann: two⏎lines',
  ]);
  assert.equal((await bench.run(['tail', '--once', '--app', 'x'.repeat(32)])).code, 4);
});

test('CMD12 tail goes on with what others write, until it is stopped', async () => {
  await using bench = await openCommandBench();
  const file = await bench.file('General.jsonl', spoken);
  const stop = new AbortController();
  let heard = 0;
  const { promise: isFollowing, resolve } = Promise.withResolvers<void>();
  const onLine = () => {
    heard += 1;
    if (heard === 1) resolve();
    if (heard === 6) stop.abort();
  };
  await bench.run(['import', await bench.file('First.jsonl', spoken.slice(0, 1))]);
  const tailing = bench.run(['tail', '--last', '1', '--json'], { stop: stop.signal, onLine });
  await isFollowing;
  await bench.run(['import', file]);
  const { code, lines } = await tailing;
  assert.equal(code, 0);
  const seqs = lines.map((line) => JSON.parse(line).seq);
  assert.deepEqual(seqs, [2, 3, 4, 5, 6, 7]);
});

/** Calls the API of a running server. */
async function call(url: string, path: string, body: object, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(answer.status, 201);
  return (await answer.json()) as { number: number; position: number; session: { token: string } };
}

test('CMD10 commands work beside a running server, and each sees what the other did', async () => {
  await using server = await startServer();
  await using bench = await openCommandBench(server.data);
  await bench.run(['import', await bench.file('General.jsonl', spoken)]);
  await bench.run(['user', 'set-password', 'ann'], { typed: 'correct horse\n' });
  const { session } = await call(server.url, '/sessions', { username: 'ann', password: 'correct horse' });
  const posted = await call(server.url, '/chats/1/messages', { content: 'live' }, session.token);
  assert.deepEqual([posted.number, posted.position], [4, 5]);
  const more = await bench.file('General.jsonl', [...spoken, { at, user: 'Bob', text: 'later' }]);
  const [report] = await json<{ imported: number; present: number }>(bench, 'import', more);
  assert.deepEqual([report?.imported, report?.present], [1, 3]);
  const next = await call(server.url, '/chats/1/messages', { content: 'after' }, session.token);
  assert.equal(next.number, 6);
  const rows = (await bench.run(['export', '--chat', '1'])).lines.map((line) => JSON.parse(line).text);
  assert.deepEqual(rows, ['hello', 'hi <@Ann>', 'two\nlines', 'live', 'later', 'after']);
});

test('SETUP9 owners are made from the terminal, and a code that is around is worth nothing then', async () => {
  await using bench = await openCommandBench();
  const data = join(bench.folder, 'data');
  await using server = await startServer({ data, setup: true });
  const code = server.node.setupCode.text ?? '';
  const typed = 'correct horse battery\n';
  assert.equal((await bench.run(['user', 'create', 'bob'], { typed })).code, 0);
  assert.equal((await bench.run(['user', 'create', 'alice', '--owner'], { typed })).code, 0);
  const owners = async () => {
    const users = await json<{ username: string; owner: boolean }>(bench, 'user', 'list');
    return users.filter(({ owner }) => owner).map(({ username }) => username);
  };
  assert.deepEqual(await owners(), ['alice']);
  const http = new ContractClient(server.url);
  const body = { code, username: 'mallory', password: 'correct horse battery' };
  assert.equal((await http.refused('setUp', { body })).code, 'setup_done');
  assert.equal((await bench.run(['user', 'make-owner', 'Bob'])).code, 0);
  assert.deepEqual(await owners(), ['alice', 'bob']);
  assert.equal((await bench.run(['user', 'make-owner', 'nobody'])).code, 4);
  assert.equal((await bench.run(['user', 'create', 'eve', '--owner', '--app', 'x'], { typed })).code, 2);
});
