import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KeyValueStorage } from './key-value-storage.ts';

type Open = () => Promise<KeyValueStorage>;

/** What every storage must do. */
export function storageContract(name: string, open: Open): void {
  describe(name, () => {
    test('CLIENT17 keeps a value, replaces it whole, deletes it', () => keepsValues(open));
    test('CLIENT17 lists by prefix, in the order of the keys', () => listsInOrder(open));
    test('CLIENT17 a value changed behind its back stays as it was', () => keepsItsOwn(open));
    test('CLIENT17 clear forgets everything', () => clears(open));
    test('CLIENT17 a hundred writes of one key at once leave one whole value', () => writesWhole(open));
  });
}

async function keepsValues(open: Open): Promise<void> {
  const storage = await open();
  assert.equal(await storage.get('a'), undefined);
  await storage.set('a', { text: 'é🎉', list: [1, null] });
  assert.deepEqual(await storage.get('a'), { text: 'é🎉', list: [1, null] });
  await storage.set('a', 'other');
  assert.equal(await storage.get('a'), 'other');
  await storage.delete('a');
  await storage.delete('a');
  assert.equal(await storage.get('a'), undefined);
}

async function listsInOrder(open: Open): Promise<void> {
  const storage = await open();
  for (const key of ['b/2', 'b/10', 'b', 'a/1', 'b/1', 'c/1']) await storage.set(key, key);
  const listed = ['b/1', 'b/10', 'b/2'].map((key) => [key, key]);
  assert.deepEqual(await storage.list('b/'), listed);
  assert.deepEqual(await storage.list('d'), []);
}

async function keepsItsOwn(open: Open): Promise<void> {
  const storage = await open();
  const value = { n: 1 };
  await storage.set('a', value);
  value.n = 2;
  assert.deepEqual(await storage.get('a'), { n: 1 });
}

async function clears(open: Open): Promise<void> {
  const storage = await open();
  await storage.set('a', 1);
  await storage.clear();
  assert.deepEqual(await storage.list(''), []);
}

async function writesWhole(open: Open): Promise<void> {
  const storage = await open();
  const text = 'x'.repeat(10_000);
  await Promise.all(Array.from({ length: 100 }, (_, n) => storage.set('a', { n, text })));
  const value = (await storage.get('a')) as { text: string };
  assert.equal(value.text, text);
}
