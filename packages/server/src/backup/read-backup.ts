import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { type AboutBackup, parseAbout } from './about-backup.ts';
import { isBackupName, layout } from './backup-layout.ts';
import { endsTooEarly } from './byte-reader.ts';
import { readTar, type TarEntry } from './tar-reader.ts';

const readAtOnce = 1024 * 1024;
const mostText = 64 * 1024;

export interface Reading {
  readonly file: string;
  /** Where its files are written; nowhere: they are only checked. */
  readonly into?: string | undefined;
  /** Hears how many bytes of the file were read so far; what it throws ends the reading. */
  readonly onBytes: (bytes: number) => void;
}

/** Reads a backup whole and compares every file with its checksum (BACKUP6). Throws what is wrong with it. */
export async function readBackup(reading: Reading): Promise<AboutBackup> {
  try {
    return await readAll(reading);
  } catch (error) {
    // What the decompressor calls it helps nobody.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw new Error(endsTooEarly, { cause: error });
    if (code.startsWith('ZSTD_'))
      throw new Error('it is no backup of Parley, or it is damaged', { cause: error });
    throw error;
  }
}

async function readAll({ file, into, onBytes }: Reading): Promise<AboutBackup> {
  const sums = new Map<string, string>();
  let about: AboutBackup | undefined;
  let isCompared = false;
  for await (const entry of readTar(decompressed(file, onBytes))) {
    if (entry.name === layout.sums) {
      compare(sums, await textOf(entry));
      isCompared = true;
      continue;
    }
    // What it says of itself comes first: whether this release can read the rest.
    const isExpected = about === undefined ? entry.name === layout.about : isBackupName(entry.name);
    if (isCompared || !isExpected) throw new Error('it is no backup of Parley: it has other files');
    const { sum, text } = await take(entry, into);
    about ??= parseAbout(text);
    sums.set(entry.name, sum);
  }
  if (about === undefined || !isCompared || !sums.has(layout.database))
    throw new Error('it is no backup of Parley: files are missing in it');
  return about;
}

async function* decompressed(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  async function* counted(): AsyncGenerator<Buffer> {
    let done = 0;
    for await (const chunk of createReadStream(file, { highWaterMark: readAtOnce })) {
      done += chunk.length;
      onBytes(done);
      yield chunk;
    }
  }
  const source = Readable.from(counted());
  const pieces = createZstdDecompress();
  source.on('error', (error) => pieces.destroy(error));
  yield* source.pipe(pieces);
}

async function take(entry: TarEntry, into: string | undefined): Promise<{ sum: string; text: string }> {
  const hash = createHash('sha256');
  let text = '';
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const piece of entry.bytes) {
      hash.update(piece);
      if (entry.name === layout.about && text.length < mostText) text += piece.toString('utf8');
      yield piece;
    }
  }
  if (into === undefined) for await (const _ of watched());
  else await write(join(into, entry.name), watched());
  return { sum: hash.digest('hex'), text };
}

async function write(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await pipeline(bytes, createWriteStream(path, { mode: 0o600, flush: true }));
}

async function textOf({ bytes }: TarEntry): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString('ascii');
}

function compare(sums: ReadonlyMap<string, string>, text: string): void {
  const told = new Set(text.split('\n'));
  for (const [name, sum] of sums) {
    if (!told.delete(`${sum}  ${name}`)) throw new Error(`it is damaged: ${name} is not what was written`);
  }
  told.delete('');
  if (told.size > 0) throw new Error('it is damaged: files are missing in it');
}
