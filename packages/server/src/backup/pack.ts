import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, constants as zlib } from 'node:zlib';
import { layout } from './backup-layout.ts';
import { tarEnd, tarHeader, tarPadding } from './tar-writer.ts';

const readAtOnce = 1024 * 1024;

export interface Packing {
  /** Where the files are. */
  readonly folder: string;
  readonly names: readonly string[];
  readonly at: Date;
  /** Hears how many bytes were read so far; what it throws ends the packing. */
  readonly onBytes: (bytes: number) => void;
}

/** Writes files into a compressed archive that only its owner can read; durable when it resolves. */
export async function pack(packing: Packing, archive: string): Promise<void> {
  const compress = createZstdCompress({ params: { [zlib.ZSTD_c_checksumFlag]: 1 } });
  await pipeline(tarOf(packing), compress, createWriteStream(archive, { mode: 0o600, flush: true }));
}

/** The files, then the checksum of each (BACKUP5). */
async function* tarOf({ folder, names, at, onBytes }: Packing): AsyncGenerator<Buffer> {
  let sums = '';
  let done = 0;
  for (const name of names) {
    const path = join(folder, name);
    const { size } = await stat(path);
    const hash = createHash('sha256');
    yield tarHeader({ name, size, at });
    for await (const chunk of createReadStream(path, { highWaterMark: readAtOnce })) {
      hash.update(chunk);
      done += chunk.length;
      onBytes(done);
      yield chunk;
    }
    yield tarPadding(size);
    sums += `${hash.digest('hex')}  ${name}\n`;
  }
  yield tarHeader({ name: layout.sums, size: sums.length, at });
  yield Buffer.concat([Buffer.from(sums, 'ascii'), tarPadding(sums.length), tarEnd]);
}
