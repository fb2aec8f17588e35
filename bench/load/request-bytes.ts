import type { HttpRequest } from './plans.ts';

const placeholder = '00000000';

/** A request whose bytes are made once; eight zeros in it become a counter. */
export class RequestBytes {
  readonly #bytes: Buffer;
  readonly #counters: readonly number[];
  readonly status: number;

  constructor({ method, path, token, body, status }: HttpRequest, host: string) {
    const text = body === undefined ? '' : JSON.stringify(body);
    const head = [
      `${method} ${path} HTTP/1.1`,
      `Host: ${host}`,
      ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
      ...(body === undefined
        ? []
        : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
    ];
    const whole = `${head.join('\r\n')}\r\n\r\n${text}`;
    this.#bytes = Buffer.from(whole);
    this.#counters = [...whole.matchAll(new RegExp(placeholder, 'g'))].map(({ index }) => index);
    this.status = status;
  }

  /** The bytes with a counter in them; they are valid until the next call. */
  numbered(counter: number): Buffer {
    const digits = String(counter % 1e8).padStart(placeholder.length, '0');
    for (const at of this.#counters) this.#bytes.write(digits, at, 'latin1');
    return this.#counters.length === 0 ? this.#bytes : Buffer.from(this.#bytes);
  }
}
