import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { blobsContract } from './blobs.contract.ts';
import { blobKey } from './blobs.ts';
import { openDiskBlobs } from './disk-blobs.ts';

const root = await mkdtemp(join(tmpdir(), 'parley-blobs-'));
after(() => rm(root, { recursive: true }));

const newFolder = () => mkdtemp(join(root, 'store-'));

blobsContract('disk', async (maxBytes) => openDiskBlobs({ folder: await newFolder(), maxBytes }));

test('BLOB2 disk: a write that fails leaves no draft and does not touch other blobs', async () => {
  const folder = await newFolder();
  const blobs = await openDiskBlobs({ folder, maxBytes: 100 });
  const blob = { contentType: 'image/png', bytes: new Uint8Array([1]) };
  await blobs.put(blobKey('one'), blob);
  await blobs.put(blobKey('two'), blob);
  const place = (await readdir(folder, { recursive: true })).find((path) => path.endsWith('/two')) ?? '';
  await blobs.delete(blobKey('two'));
  await mkdir(join(folder, place, 'in the way'), { recursive: true });
  await assert.rejects(blobs.put(blobKey('two'), blob));
  assert.deepEqual(await readdir(join(folder, 'drafts')), []);
  assert.deepEqual(await blobs.get(blobKey('one')), blob);
});

test('BLOB2 disk: blobs survive reopening, and drafts that a crash left are removed once they are old', async () => {
  const folder = await newFolder();
  const blob = { contentType: 'image/webp', bytes: new Uint8Array([1, 2, 3]) };
  await (await openDiskBlobs({ folder, maxBytes: 100 })).put(blobKey('x'), blob);
  const drafts = join(folder, 'drafts');
  await writeFile(join(drafts, 'left-by-a-crash'), 'half');
  await utimes(join(drafts, 'left-by-a-crash'), 0, 0);
  await writeFile(join(drafts, 'being-written'), 'half');
  const blobs = await openDiskBlobs({ folder, maxBytes: 100 });
  assert.deepEqual(await blobs.get(blobKey('x')), blob);
  assert.deepEqual(await readdir(drafts), ['being-written']);
});
