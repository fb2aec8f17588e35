import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileStorage } from './file-storage.ts';
import { storageContract } from './key-value-storage.contract.ts';
import { memoryStorage } from './memory-storage.ts';

const folders: string[] = [];
const newFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-storage-'));
  folders.push(folder);
  return folder;
};
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

storageContract('memory storage', async () => memoryStorage());
storageContract('file storage', async () => fileStorage(join(await newFolder(), 'new')));

test('CLIENT17 a file storage finds what the one before it kept', async () => {
  const folder = await newFolder();
  await fileStorage(folder).set('outbox/12/a b?', { said: 'hello' });
  assert.deepEqual(await fileStorage(folder).list('outbox/'), [['outbox/12/a b?', { said: 'hello' }]]);
});
