import { createReadStream } from 'node:fs';

/** A line of a file, or why it cannot be one. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text?: string;
  readonly problem?: 'line too long' | 'not UTF-8';
  /** Bytes of the file up to the end of this line. */
  readonly offset: number;
}

/** Longer lines cannot hold a message: the longest text there may be, each character escaped, and the rest. */
export const longestLineBytes = 2 * 1024 * 1024;

const lineEnd = 0x0a;

/** Reads a file line by line in bounded memory, however long a line is (CMD7). Throws when it cannot be read. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 0;
  let offset = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, start)) {
      length += end - start;
      number += 1;
      if (length <= longestLineBytes) parts.push(chunk.subarray(start, end));
      yield lineOf(parts, length, number, offset + end + 1);
      parts = [];
      length = 0;
      start = end + 1;
    }
    length += chunk.length - start;
    // What is too long already is counted, not kept.
    if (length <= longestLineBytes) parts.push(chunk.subarray(start));
    else parts = [];
    offset += chunk.length;
  }
  if (length > 0) yield lineOf(parts, length, number + 1, offset);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

function lineOf(parts: Buffer[], length: number, number: number, offset: number): Line {
  if (length > longestLineBytes) return { number, offset, problem: 'line too long' };
  try {
    return { number, offset, text: decoder.decode(Buffer.concat(parts)) };
  } catch {
    return { number, offset, problem: 'not UTF-8' };
  }
}
