import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { type Blobs, blobKey } from './blobs.ts';

/** Opens an empty store that takes blobs of up to `maxBytes`. */
export type OpenBlobs = (maxBytes: number) => Promise<Blobs>;

/** What every engine of blobs must do. */
export function blobsContract(engine: string, open: OpenBlobs): void {
  const key = blobKey('picture-1');
  const png = { contentType: 'image/png', bytes: new Uint8Array([0, 10, 13, 255]) };

  test(`BLOB1 ${engine}: what was put is read back, with its media type; putting again replaces`, async () => {
    const blobs = await open(1000);
    assert.equal(await blobs.get(key), undefined);
    assert.deepEqual(await blobs.put(key, png), { stored: true });
    assert.deepEqual(await blobs.get(key), png);
    const other = { contentType: 'text/plain; charset=utf-8', bytes: new Uint8Array(0) };
    await blobs.put(key, other);
    assert.deepEqual(await blobs.get(key), other);
    assert.equal(await blobs.get(blobKey('picture-2')), undefined);
  });

  test(`BLOB1 ${engine}: what was deleted is gone, and deleting again is harmless`, async () => {
    const blobs = await open(1000);
    await blobs.put(key, png);
    await blobs.delete(key);
    await blobs.delete(key);
    assert.equal(await blobs.get(key), undefined);
  });

  test(`BLOB1 ${engine}: while writers replace a blob, readers see a whole one, never a mixture`, async () => {
    const blobs = await open(100_000);
    const put = (value: number) =>
      blobs.put(key, { contentType: 'image/png', bytes: new Uint8Array(50_000).fill(value) });
    await put(0);
    const writes = Array.from({ length: 20 }, (_, value) => put(value));
    const reads = Array.from({ length: 20 }, () => blobs.get(key));
    await Promise.all(writes);
    for (const blob of await Promise.all(reads)) {
      assert.equal(new Set(blob?.bytes).size, 1);
      assert.equal(blob?.bytes.length, 50_000);
    }
  });

  test(`BLOB3 ${engine}: a key that could be a path, or is none, is refused`, () => {
    for (const bad of [
      '',
      '.',
      '..',
      '../x',
      'a/b',
      '/etc/passwd',
      'a\\b',
      'a\0',
      'A',
      'é',
      '-a',
      'a'.repeat(129),
    ]) {
      assert.throws(() => blobKey(bad), TypeError, bad);
    }
  });

  test(`BLOB4 ${engine}: bytes over the bound are refused, and what was there stays`, async () => {
    const blobs = await open(1000);
    await blobs.put(key, png);
    const large = { contentType: 'image/png', bytes: randomBytes(1001) };
    assert.deepEqual(await blobs.put(key, large), { stored: false, limitBytes: 1000 });
    assert.deepEqual(await blobs.get(key), png);
    assert.deepEqual(await blobs.put(key, { ...large, bytes: randomBytes(1000) }), { stored: true });
  });

  test(`BLOB1 ${engine}: a media type with a line break is refused`, async () => {
    const blobs = await open(1000);
    await assert.rejects(blobs.put(key, { ...png, contentType: 'image/png\nx: y' }), TypeError);
    assert.equal(await blobs.get(key), undefined);
  });
}
