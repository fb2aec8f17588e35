import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { authorAccount } from './author-account.ts';
import { messageKeys } from './message-key.ts';
import { longestLineBytes, readLines } from './read-lines.ts';
import { readRecord } from './read-record.ts';

const folder = await mkdtemp(join(tmpdir(), 'parley-import-'));
after(() => rm(folder, { recursive: true }));

async function linesOf(bytes: string | Uint8Array) {
  const file = join(folder, 'lines');
  await writeFile(file, bytes);
  return Array.fromAsync(readLines(file));
}

const line = (fields: object) =>
  JSON.stringify({ at: '2017-05-11T15:46:08.512661', user: 'Ann', text: 'hi', ...fields });
const skip = (text: string) => {
  const record = readRecord(text, 100);
  return 'skip' in record ? record.skip : record;
};

test('CMD7 lines are read with their numbers and offsets, whatever the chunks, with and without a last line end', async () => {
  const long = 'é'.repeat(100_000);
  const lines = await linesOf(`a\n${long}\n\nlast`);
  assert.deepEqual(
    lines.map(({ number, text, offset }) => [number, text?.length, offset]),
    [
      [1, 1, 2],
      [2, 100_000, 200_003],
      [3, 0, 200_004],
      [4, 4, 200_008],
    ],
  );
});

test('CMD7 a line that is too long or not UTF-8 is told, and the next is read', async () => {
  const bytes = Buffer.concat([
    Buffer.alloc(longestLineBytes * 3, 'x'),
    Buffer.from('\n'),
    Buffer.from([0x61, 0xff, 0x0a, 0x62]),
  ]);
  const lines = await linesOf(bytes);
  assert.deepEqual(
    lines.map(({ text, problem }) => text ?? problem),
    ['line too long', 'not UTF-8', 'b'],
  );
});

test('CMD7 what cannot be a message is skipped, each for its reason', () => {
  assert.equal(skip('{"at": '), 'not JSON');
  assert.equal(skip(''), 'not JSON');
  assert.equal(skip('[1]'), 'not an object');
  assert.equal(skip('null'), 'not an object');
  assert.equal(skip(line({ text: undefined })), 'field missing');
  assert.equal(skip(line({ user: undefined })), 'field missing');
  assert.equal(skip(line({ user: 7 })), 'bad author');
  assert.equal(skip(line({ user: ' ' })), 'bad author');
  for (const at of [
    'yesterday',
    '2017-13-01T00:00:00',
    '2017-02-30T00:00:00',
    '2017-05-11',
    '1969-01-01T00:00:00',
    -1,
    1.5,
    1e300,
  ]) {
    assert.equal(skip(line({ at })), 'bad time', String(at));
  }
  assert.equal(skip(line({ text: ' \n' })), 'empty text');
  assert.equal(skip(line({ text: '\ud83d' })), 'unusable text');
  assert.equal(skip(line({ text: 'a\0' })), 'unusable text');
  assert.equal(skip(line({ text: 5 })), 'unusable text');
  assert.equal(skip(line({ text: 'é'.repeat(51) })), 'text too long');
  assert.equal(skip(line({ text: null, deleted_at: '2017-05-11T15:46:08Z' })), 'deleted message');
});

test('CMD7 what nobody is named for is kept, as from somebody unknown', () => {
  const record = readRecord(line({ user: null }), 100);
  assert.ok('user' in record);
  assert.equal(record.user, '(unknown)');
  assert.match(authorAccount(record.user, record.name).username, /^unknown-[0-9a-f]{6}$/);
});

test('CMD7 times are kept to the millisecond, in UTC where no zone is named', () => {
  const timeOf = (at: unknown) => {
    const record = readRecord(line({ at }), 100);
    return 'skip' in record ? record.skip : new Date(record.at).toISOString();
  };
  assert.equal(timeOf('2017-05-11T15:46:08.512661'), '2017-05-11T15:46:08.512Z');
  assert.equal(timeOf('2017-05-11 15:46:08'), '2017-05-11T15:46:08.000Z');
  assert.equal(timeOf('2017-05-11T15:46:08.5+02:00'), '2017-05-11T13:46:08.500Z');
  assert.equal(timeOf('2017-05-11T15:46:08-0130'), '2017-05-11T17:16:08.000Z');
  assert.equal(timeOf(1_494_517_568_512), '2017-05-11T15:46:08.512Z');
});

test('CMD8 an author gets the same username everywhere, and two authors never share one', () => {
  const usernameOf = (author: string) => authorAccount(author, author).username;
  assert.equal(usernameOf('David'), 'david');
  assert.match(usernameOf('José'), /^jose-[0-9a-f]{6}$/);
  assert.match(usernameOf('Jose!'), /^jose-[0-9a-f]{6}$/);
  assert.match(usernameOf('北京'), /^user-[0-9a-f]{6}$/);
  assert.match(usernameOf('x'), /^x-[0-9a-f]{6}$/);
  assert.match(
    usernameOf(`Nelson</user>\n  <text />${'x'.repeat(500)}`),
    /^nelson-user-text-xxxxxxxx[0-9a-fx-]*$/,
  );
  const authors = ['José', 'Jose!', 'jose', '北京', '東京', 'a b', 'a  b', 'a-b', '..', '-', 'É'];
  assert.equal(new Set(authors.map(usernameOf)).size, authors.length);
  for (const author of authors) assert.match(usernameOf(author), /^[a-z0-9][a-z0-9._-]{1,31}$/);
});

test('CMD7 an author keeps the name, without what a name cannot have', () => {
  assert.equal(authorAccount('José 👩‍👧', 'José 👩‍👧').name, 'José 👩‍👧');
  assert.equal(authorAccount('a', 'two\n   lines').name, 'two lines');
  assert.equal(authorAccount('a', 'x'.repeat(500)).name.length, 200);
  assert.equal(authorAccount('a', `${'x'.repeat(199)}😀`).name.isWellFormed(), true);
});

test('CMD8 keys are the same for the same message, and tell apart what is said twice at one time', () => {
  const records = ['a', 'b', 'a', 'a'].map((text) => ({ user: 'Ann', name: 'Ann', at: 5, text }));
  const keys = records.map(messageKeys());
  assert.deepEqual(records.map(messageKeys()), keys);
  assert.equal(new Set(keys).size, 4);
  for (const key of keys) assert.match(key, /^[\x21-\x7e]{1,64}$/);
  // Lines before it may come and go.
  assert.equal(messageKeys()({ user: 'Ann', name: 'Ann', at: 5, text: 'b' }), keys[1]);
  assert.equal(messageKeys()({ user: 'Ann', name: 'Ann', at: 5, text: 'b', clientId: 'own' }), 'own');
});
