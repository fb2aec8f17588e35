import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ContractClient } from '@parley/testkit/contract-client.ts';
import { startServer } from '@parley/testkit/server.ts';
import { type CommandBench, openCommandBench } from './command-bench.test-support.ts';

const run = promisify(execFile);
const at = '2020-01-01T00:00:00.000Z';
const spoken = ['one', 'two', 'three'].map((text) => ({ at, user: 'Ann', text }));

interface Filled extends AsyncDisposable {
  readonly bench: CommandBench;
  readonly data: string;
  readonly file: string;
}

/** A data folder with three messages, and a backup of it. */
async function backedUp(): Promise<Filled> {
  const bench = await openCommandBench();
  const file = join(bench.folder, 'b.tar.zst');
  await bench.run(['import', await bench.file('General.jsonl', spoken)]);
  const { code, notes } = await bench.run(['backup', file]);
  assert.equal(code, 0, notes.join());
  const data = join(bench.folder, 'data');
  return { bench, data, file, [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose]() };
}

const texts = async (bench: CommandBench) =>
  (await bench.run(['export', '--chat', '1'])).lines.map(
    (line) => (JSON.parse(line) as { text: string }).text,
  );

test('BACKUP5 BACKUP4 any tar program unpacks a backup, its checksums agree, and only its owner can read it', async () => {
  await using filled = await backedUp();
  const out = join(filled.bench.folder, 'out');
  await mkdir(out);
  await run('tar', ['--zstd', '-xf', filled.file, '-C', out]);
  await run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: out });
  assert.deepEqual((await readdir(out)).sort(), ['SHA256SUMS', 'backup.json', 'parley.db']);
  for (const path of [filled.file, join(out, 'parley.db')])
    assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test('BACKUP3 a backup never replaces a file, and one that fails or is stopped leaves nothing', async () => {
  await using filled = await backedUp();
  const { bench, file } = filled;
  const again = await bench.run(['backup', file]);
  assert.equal(again.code, 1);
  assert.match(again.notes.join(), /exists already/);
  const stopped = await bench.run(['backup', `${file}.2`], { stop: AbortSignal.abort() });
  assert.deepEqual([stopped.code, stopped.notes], [1, ['parley: stopped; nothing was changed']]);
  await using empty = await openCommandBench();
  const nothing = await empty.run(['backup', join(empty.folder, 'b')]);
  assert.match(nothing.notes.join(), /has no data; set PARLEY_DATA/);
  assert.deepEqual([(await readdir(empty.folder)).length, nothing.code], [0, 1]);
  const left = (await readdir(bench.folder)).filter((name) => name.startsWith('b.'));
  assert.deepEqual(left, ['b.tar.zst']);
});

test('BACKUP13 in a folder a backup gets a name with its time; results are for programs too', async () => {
  await using filled = await backedUp();
  const { bench } = filled;
  const { lines } = await bench.run(['backup', bench.folder, '--json']);
  const result = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  assert.match(String(result.file), /parley-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.tar\.zst$/);
  assert.deepEqual([result.messages, result.chats, result.users, result.pictures], [3, 1, 1, 0]);
  assert.equal((await stat(String(result.file))).size, result.bytes);
  const checked = await bench.run(['restore', String(result.file), '--check', '--json']);
  assert.equal((JSON.parse(checked.lines[0] ?? '') as { messages: number }).messages, 3);
  assert.equal((await bench.run(['restore', 'nowhere'])).code, 4);
});

test('BACKUP6 what is damaged, cut, foreign, or of a newer release is refused, and nothing is changed', async () => {
  await using filled = await backedUp();
  const { bench, file } = filled;
  const whole = await readFile(file);
  const flipped = Buffer.from(whole);
  flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 1;
  const target = join(bench.folder, 'new');
  for (const bytes of [Buffer.alloc(0), whole.subarray(0, -200), flipped, Buffer.from('{"at":1}\n')]) {
    await writeFile(`${file}.bad`, bytes);
    const { code, notes } = await bench.run(['restore', `${file}.bad`, '--data', target]);
    assert.equal(code, 1);
    assert.match(notes.join(), /was not restored: it (ends too early|is damaged|is no backup of Parley)/);
    assert.deepEqual(await readdir(target), []);
  }
});

test('BACKUP7 a folder with data is refused, or moved aside whole; a damaged one can be replaced too', async () => {
  await using filled = await backedUp();
  const { bench, data, file } = filled;
  await bench.run([
    'import',
    await bench.file('General.jsonl', [...spoken, { at, user: 'Ann', text: 'four' }]),
  ]);
  const refused = await bench.run(['restore', file]);
  assert.equal(refused.code, 1);
  assert.match(refused.notes.join(), /has data; give another with --data, or move .* aside with --replace/);
  assert.equal((await texts(bench)).length, 4);
  const replaced = await bench.run(['restore', file, '--replace', '--json']);
  assert.deepEqual(await texts(bench), ['one', 'two', 'three']);
  const { aside } = JSON.parse(replaced.lines[0] ?? '') as { aside: string };
  await using before = await openCommandBench(aside);
  assert.deepEqual(await texts(before), ['one', 'two', 'three', 'four']);
  await writeFile(
    join(data, 'parley.db'),
    'this is no database, and long enough to be taken for one'.repeat(20),
  );
  assert.equal((await bench.run(['restore', file, '--replace'])).code, 0);
  assert.deepEqual(await texts(bench), ['one', 'two', 'three']);
});

test('BACKUP7 BACKUP2 beside a running server a backup is made and a restore is refused', async () => {
  await using server = await startServer();
  await using bench = await openCommandBench(server.data);
  const file = join(bench.folder, 'b.tar.zst');
  const http = new ContractClient(server.url);
  const { token } = await http.ok('createApp', { body: { name: 'Shop' } });
  assert.equal((await bench.run(['backup', file])).code, 0);
  const { code, notes } = await bench.run(['restore', file, '--replace']);
  assert.equal(code, 1);
  assert.match(notes.join(), /is in use; stop the server/);
  await http.ok('createOpenChat', { params: { token }, body: {} });
  assert.ok((await readdir(server.data)).every((name) => !/^re(store|placed)-/.test(name)));
});
