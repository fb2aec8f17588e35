import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTar } from './tar-reader.ts';
import { tarEnd, tarHeader, tarPadding } from './tar-writer.ts';

const at = new Date('2026-11-21T09:00:00Z');

function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).map(([name, text]) => [
    tarHeader({ name, size: text.length, at }),
    Buffer.from(text),
    tarPadding(text.length),
  ]);
  return Buffer.concat([...parts.flat(), tarEnd]);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(bytes: Buffer, size: number, passOver = ''): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const entry of readTar(inPieces(bytes, size))) {
    if (entry.name === passOver) continue;
    const pieces: Buffer[] = [];
    for await (const piece of entry.bytes) pieces.push(piece);
    files[entry.name] = Buffer.concat(pieces).toString();
  }
  return files;
}

test('BACKUP5 an archive is read as it was written, in pieces of any size, with long names and empty files', async () => {
  const files = {
    'a.json': '{}',
    [`blobs/ab/${'k'.repeat(128)}`]: 'x'.repeat(700),
    empty: '',
    last: 'y'.repeat(512),
  };
  for (const size of [1, 7, 512, 100_000]) assert.deepEqual(await read(archiveOf(files), size), files);
  const { empty, last } = files;
  const passed = await read(archiveOf({ first: 'passed over', empty, last }), 300, 'first');
  assert.deepEqual(passed, { empty, last });
});

test('BACKUP5 a file of more than eight gigabytes has its size in its header', async () => {
  const size = 9_000_000_000;
  async function* headerOnly(): AsyncGenerator<Buffer> {
    yield tarHeader({ name: 'parley.db', size, at });
  }
  for await (const entry of readTar(headerOnly())) {
    assert.equal(entry.size, size);
    break;
  }
});

test('BACKUP6 an archive that is cut or changed is refused', async () => {
  const whole = archiveOf({ one: 'text', two: 'more' });
  for (const length of [0, 100, 513, 1600, 2048]) {
    await assert.rejects(read(whole.subarray(0, length), 512), /ends too early/);
  }
  const changed = Buffer.from(whole);
  changed.write('1', 124, 'ascii');
  await assert.rejects(read(changed, 512), /damaged/);
});
