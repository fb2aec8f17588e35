export const endsTooEarly = 'it ends too early; copy it again from where it was written';

/** Bytes that come in pieces of any size, read in pieces of the size one wants. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** So many bytes; throws when there are fewer. */
  async take(size: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    for await (const piece of this.stream(size)) taken.push(piece);
    return Buffer.concat(taken);
  }

  /** So many bytes, as they come. */
  async *stream(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (this.#rest.length === 0) await this.#more();
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Reads to the end and lets go of it. */
  async drain(): Promise<void> {
    while ((await this.#pieces.next()).done !== true);
  }

  async #more(): Promise<void> {
    const next = await this.#pieces.next();
    if (next.done === true) throw new Error(endsTooEarly);
    this.#rest = next.value;
  }
}
