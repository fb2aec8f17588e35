import { ByteReader } from './byte-reader.ts';

const blockSize = 512;
const mostExtended = 64 * 1024;

/** A file in an archive; its bytes are read before the next file is asked for, or passed over. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Buffer>;
}

/** The files of a tar archive, in their order. Throws when it is none, is damaged, or ends too early. */
export async function* readTar(pieces: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(pieces);
  let longName: string | undefined;
  for (;;) {
    const header = await reader.take(blockSize);
    if (header.every((byte) => byte === 0)) break;
    checkSum(header);
    const [size, type] = [sizeIn(header), header.toString('latin1', 156, 157)];
    const padding = (blockSize - (size % blockSize)) % blockSize;
    if (type === 'x' && size <= mostExtended) {
      longName = /^\d+ path=([^\n]+)$/m.exec((await reader.take(size)).toString('latin1'))?.[1];
    } else {
      const bytes = reader.stream(size);
      yield { name: longName ?? textAt(header, 0, 100), size, bytes };
      for await (const _ of bytes);
      longName = undefined;
    }
    await reader.take(padding);
  }
  await reader.drain();
}

function checkSum(header: Buffer): void {
  const told = Number.parseInt(textAt(header, 148, 8).trim(), 8);
  // The sum is counted as if its own digits were spaces.
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (told !== sum) throw new Error('it is no backup of Parley, or it is damaged');
}

function sizeIn(header: Buffer): number {
  if (header[124] === 0x80) return Number(header.readBigUInt64BE(128));
  return Number.parseInt(textAt(header, 124, 12), 8);
}

function textAt(header: Buffer, at: number, length: number): string {
  return header.toString('latin1', at, at + length).split('\0', 1)[0] ?? '';
}
