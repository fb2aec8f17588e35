import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CommandBench, openCommandBench } from '../command-bench.test-support.ts';
import type { ExportedMessage } from '../office/office.ts';
import type { ImportReport } from './import-report.ts';

const seed = Date.now() % 1_000_000;

/** A small generator of repeatable chance. */
function chance(state: number): (below: number) => number {
  let next = state;
  return (below) => {
    next = (Math.imul(next, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((next / 2 ** 32) * below);
  };
}

const people = ['Ann', 'bob', 'José', '北京', 'Nelson</user>\n  <x/>', 'D. O’Neil', 'ANN'];

/** Lines of a conversation, some of them said twice at the same time. */
function conversation(count: number): object[] {
  const pick = chance(seed);
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(1_500_000_000_000 + Math.floor(index / 3) * 1000).toISOString(),
    user: people[pick(people.length)],
    conversation: pick(9),
    text: ['ok', 'yes <@Ann>', 'line\nline', 'naïve 🎉', `word ${pick(1000)}`][pick(5)],
  }));
}

async function imported(bench: CommandBench, ...argv: string[]): Promise<ImportReport & { code: number }> {
  const { code, lines, notes } = await bench.run(['import', ...argv, '--json']);
  assert.equal(lines.length, 1, notes.join());
  return { ...JSON.parse(lines[0] ?? ''), code };
}

async function exported(bench: CommandBench, chat: number): Promise<ExportedMessage[]> {
  const { code, lines } = await bench.run(['export', '--chat', String(chat)]);
  assert.equal(code, 0);
  return lines.map((line) => JSON.parse(line));
}

test(`CMD7 an import keeps author, order and time, and numbers from 1 without a gap (seed ${seed})`, async () => {
  await using bench = await openCommandBench();
  const lines = conversation(1700) as { at: string; user: string; text: string }[];
  const report = await imported(bench, await bench.file('General.jsonl', lines));
  assert.deepEqual(
    [report.code, report.read, report.imported, report.skipped, report.chat],
    [0, 1700, 1700, 0, 'General'],
  );
  const messages = await exported(bench, report.number ?? 0);
  assert.deepEqual(
    messages.map(({ number }) => number),
    lines.map((_, index) => index + 1),
  );
  assert.deepEqual(
    messages.map(({ text, at }) => [text, at]),
    lines.map(({ text, at }) => [text, at]),
  );
  const usernames = new Map(lines.map(({ user }, index) => [user, messages[index]?.user]));
  assert.deepEqual(
    messages.map(({ user }) => user),
    lines.map(({ user }) => usernames.get(user)),
  );
  // "Ann" and "ANN" are one username; all others are people of their own.
  assert.equal(new Set(usernames.values()).size, people.length - 1);
});

test(`CMD8 a second import changes nothing, nor does one of a file that lost lines; new lines are added (seed ${seed})`, async () => {
  await using bench = await openCommandBench();
  const lines = conversation(1200);
  await imported(bench, await bench.file('a.jsonl', lines.slice(0, 1000)));
  const before = await exported(bench, 1);
  const again = await imported(bench, await bench.file('a.jsonl', lines.slice(0, 1000)));
  assert.deepEqual(
    [again.code, again.number, again.imported, again.present, again.new_accounts],
    [0, 1, 0, 1000, 0],
  );
  const cut = await imported(bench, await bench.file('b.jsonl', lines.slice(333, 900)), '--chat', 'a');
  assert.deepEqual([cut.number, cut.imported, cut.present], [1, 0, 567]);
  assert.deepEqual(await exported(bench, 1), before);
  const grown = await imported(bench, await bench.file('a.jsonl', lines));
  assert.deepEqual([grown.imported, grown.present], [200, 1000]);
  const after = await exported(bench, 1);
  assert.deepEqual(after.slice(0, 1000), before);
  assert.equal(after.at(-1)?.number, 1200);
});

test('CMD8 two imports of one file at the same time store each message once', async () => {
  await using bench = await openCommandBench();
  const file = await bench.file('a.jsonl', conversation(2000));
  await bench.run(['user', 'list']);
  const both = await Promise.all([imported(bench, file), imported(bench, file)]);
  const [one, two] = both;
  assert.deepEqual([one.number, two.number], [1, 1]);
  assert.equal(one.imported + two.imported, 2000);
  assert.equal(one.present + two.present, 2000);
  const numbers = (await exported(bench, 1)).map(({ number }) => number);
  assert.deepEqual(
    numbers,
    Array.from({ length: 2000 }, (_, index) => index + 1),
  );
});

test('CMD8 an import that was interrupted says so, and running it again completes it', async () => {
  await using bench = await openCommandBench();
  const file = await bench.file('a.jsonl', conversation(5000));
  const stop = new AbortController();
  const running = bench.run(['import', file, '--json'], { stop: stop.signal });
  setImmediate(() => stop.abort());
  const { code, lines } = await running;
  assert.equal(code, 1);
  const first: ImportReport[] = lines.map((line) => JSON.parse(line));
  assert.ok(first.every((report) => report.interrupted));
  const rest = await imported(bench, file);
  assert.equal(rest.imported + rest.present, 5000);
  assert.equal(rest.imported, 5000 - (first[0]?.imported ?? 0));
  assert.equal((await exported(bench, 1)).length, 5000);
});

test('CMD7 lines that cannot be messages are counted by reason, shown, and the exit code says so', async () => {
  await using bench = await openCommandBench();
  const good = { at: '2020-01-01T00:00:00Z', user: 'Ann', text: 'hello' };
  const lines = [
    good,
    'nonsense',
    '',
    { ...good, at: 'x' },
    { ...good, text: '' },
    { ...good, text: 'x'.repeat(20_000) },
    '"x"',
  ];
  const file = await bench.file('a.jsonl', lines);
  const report = await imported(bench, file);
  assert.equal(report.code, 5);
  assert.deepEqual([report.read, report.imported, report.present, report.skipped], [6, 1, 0, 5]);
  const reasons = { 'not JSON': 1, 'bad time': 1, 'empty text': 1, 'text too long': 1, 'not an object': 1 };
  assert.deepEqual(report.reasons, reasons);
  assert.deepEqual(
    report.examples.map(({ line }) => line),
    [2, 4, 5, 6, 7],
  );
  const shown = (await bench.run(['import', file])).lines.join('\n');
  assert.match(shown, /read +6 in/);
  assert.match(shown, /already there +1\n {2}skipped +5\n/);
  assert.match(shown, /line 2: the line is not JSON/);
});

test('CMD8 a key of the file that was used for another text is reported, not stored', async () => {
  await using bench = await openCommandBench();
  const line = { at: '2020-01-01T00:00:00Z', user: 'Ann', text: 'one', client_id: 'k1' };
  const report = await imported(bench, await bench.file('a.jsonl', [line, { ...line, text: 'two' }, line]));
  assert.deepEqual([report.imported, report.present, report.skipped, report.code], [1, 1, 1, 5]);
  assert.deepEqual(report.examples[0], {
    line: 2,
    reason: 'key used for another message',
    detail: 'client_id has another text here',
  });
});

test('CMD8 an author whose account was removed gets another, and the messages there stay', async () => {
  await using bench = await openCommandBench();
  const line = { at: '2020-01-01T00:00:00Z', user: 'Ann', text: 'one' };
  const file = await bench.file('a.jsonl', [line, { ...line, user: 'Bob' }]);
  await imported(bench, file);
  assert.equal((await bench.run(['user', 'remove', 'ann'])).code, 0);
  const report = await imported(bench, file);
  assert.deepEqual([report.imported, report.present], [1, 1]);
  assert.match(report.renamed[0]?.username ?? '', /^ann-[0-9a-f]{6}$/);
  const users = (await exported(bench, 1)).map(({ user }) => user);
  assert.deepEqual(users, [null, 'bob', report.renamed[0]?.username]);
});

test('CMD3 an import of what is not there ends with 4 before anything is written', async () => {
  await using bench = await openCommandBench();
  const file = await bench.file('a.jsonl', conversation(3));
  for (const argv of [[file, '/nowhere'], [bench.folder], [file, '--app', 'x'.repeat(32)]]) {
    const { code, lines } = await bench.run(['import', ...argv]);
    assert.deepEqual([code, lines], [4, []]);
  }
  assert.equal((await bench.run(['import', file, '--chat', '\n'])).code, 2);
  assert.deepEqual((await bench.run(['export'])).lines, []);
});

/** A folder of conversations, one JSON message a line. */
const samples = process.env.PARLEY_SAMPLE_DATA;
const skip = samples === undefined ? 'PARLEY_SAMPLE_DATA names no folder of conversations' : false;

test('CMD7 real conversations are imported whole, and a second import changes nothing', {
  skip,
}, async () => {
  await using bench = await openCommandBench();
  const names = (await readdir(samples ?? '')).filter((name) => name.endsWith('.jsonl'));
  for (const name of names) {
    const file = join(samples ?? '', name);
    const lines = (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const report = await imported(bench, file);
    assert.equal(report.imported, lines.length);
    const messages = await exported(bench, report.number ?? 0);
    assert.deepEqual(
      messages.map(({ number }) => number),
      lines.map((_, index) => index + 1),
    );
    assert.deepEqual(
      messages.map(({ text }) => text),
      lines.map(({ text }) => text),
    );
    assert.deepEqual(
      messages.map(({ at }) => at.slice(0, -1)),
      lines.map(({ at }) => at.slice(0, 23)),
    );
    assert.equal((await imported(bench, file)).present, lines.length);
    assert.equal((await exported(bench, report.number ?? 0)).length, lines.length);
  }
});
