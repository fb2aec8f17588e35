const blockSize = 512;
/** Sizes from here on do not fit the octal digits of a header and are written in binary, as tar programs agree. */
const octalBound = 8 ** 11;
const longestName = 100;

export interface TarFile {
  readonly name: string;
  readonly size: number;
  readonly at: Date;
}

/** What stands before the bytes of a file in a tar archive. */
export function tarHeader(file: TarFile): Buffer {
  if (file.name.length <= longestName) return block(file, '0');
  const path = paxRecord('path', file.name);
  const extended = block({ ...file, name: 'pax', size: path.length }, 'x');
  const short = block({ ...file, name: file.name.slice(0, longestName) }, '0');
  return Buffer.concat([extended, path, tarPadding(path.length), short]);
}

/** What stands behind the bytes of a file: up to the next full block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((blockSize - (size % blockSize)) % blockSize);
}

export const tarEnd: Buffer = Buffer.alloc(2 * blockSize);

/** A header's one block: readable by its owner only, whoever unpacks it (BACKUP4). */
function block({ name, size, at }: TarFile, type: '0' | 'x'): Buffer {
  const header = Buffer.alloc(blockSize);
  header.write(name, 0, longestName, 'ascii');
  header.write('0000600\0', 100, 'ascii');
  header.write('0000000\0', 108, 'ascii');
  header.write('0000000\0', 116, 'ascii');
  writeSize(header, size);
  header.write(octal(Math.floor(at.getTime() / 1000), 11), 136, 'ascii');
  header.write('        ', 148, 'ascii');
  header.write(type, 156, 'ascii');
  header.write('ustar\u000000', 257, 'ascii');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148, 'ascii');
  return header;
}

function writeSize(header: Buffer, size: number): void {
  if (size < octalBound) header.write(octal(size, 11), 124, 'ascii');
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** A record says its own length, of which its digits are a part. */
function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.from(`${length}${rest}`, 'ascii');
}
