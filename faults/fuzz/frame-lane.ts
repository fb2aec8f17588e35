import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type DownFrame, downFrame } from '@parley/protocol/frames.ts';
import { subprotocol } from '@parley/protocol/subprotocol.ts';
import { WebSocket } from 'ws';
import type { FrameInput } from './frame-input.ts';
import { patienceMs } from './http-lane.ts';

/** What a socket heard while its messages were dealt with. */
export interface Heard {
  readonly errors: number;
  readonly entries: readonly Extract<DownFrame, { type: 'entry' }>[];
}

/** One person's socket: says what it is given, and holds all it hears against the contract. */
export class FrameLane implements Disposable {
  readonly #socket: WebSocket;
  #errors = 0;
  #pongs = 0;
  #answered = new Set<string>();
  #entries: Extract<DownFrame, { type: 'entry' }>[] = [];
  #failure: unknown;
  #changed = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('close', (code) => this.#fail(new Error(`the socket was closed with ${code}`)));
    socket.on('error', (error) => this.#fail(error));
  }

  static async open(url: string, token: string): Promise<FrameLane> {
    const address = `${url.replace(/^http/, 'ws')}/api/v1/realtime`;
    const socket = new WebSocket(address, [subprotocol, `bearer.${token}`]);
    const lane = new FrameLane(socket);
    await once(socket, 'open');
    return lane;
  }

  /** Says all, then waits until the server has dealt with it and at least so many errors came. */
  async say(inputs: readonly FrameInput[], errors: number): Promise<Heard> {
    const pongs = this.#pongs + 1 + inputs.reduce((sum, { pings }) => sum + pings, 0);
    const refs = inputs.flatMap((input) => input.refs);
    for (const { bytes, asText } of inputs) this.#socket.send(bytes, { binary: !asText });
    this.#socket.send('{"type":"ping"}');
    const isAnswered = () => refs.every((ref) => this.#answered.has(ref));
    await this.#until(
      () => this.#pongs >= pongs && this.#errors >= errors && isAnswered(),
      `${errors} errors, ${refs.length} answers to sends and a pong`,
    );
    const heard = { errors: this.#errors, entries: this.#entries };
    this.#errors = 0;
    this.#entries = [];
    this.#answered = new Set();
    return heard;
  }

  /** Says what must end the socket, and waits for that. */
  async sayLast({ bytes, asText, ends }: FrameInput): Promise<void> {
    const closed = once(this.#socket, 'close', { signal: AbortSignal.timeout(patienceMs) });
    this.#socket.send(bytes, { binary: !asText });
    const [code] = await closed;
    assert.equal(code, ends, 'the code that ends the socket');
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }

  #hear(text: string): void {
    try {
      for (const frame of [JSON.parse(text)].flat().map((each) => downFrame.parse(each))) this.#take(frame);
    } catch (error) {
      this.#fail(new Error(`heard what the contract does not know: ${text.slice(0, 500)}`, { cause: error }));
    }
    this.#changed();
  }

  #take(frame: DownFrame): void {
    if (frame.type === 'pong') this.#pongs += 1;
    if (frame.type === 'entry') this.#entries.push(frame);
    if ((frame.type === 'ack' || frame.type === 'error') && frame.ref !== undefined)
      this.#answered.add(frame.ref);
    if (frame.type !== 'error') return;
    this.#errors += 1;
    const isFailure = ['internal', 'unavailable', 'storage_full'].includes(frame.error.code);
    if (isFailure) this.#fail(new Error(`a failure: ${JSON.stringify(frame)}`));
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#changed();
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const seen = () => `${this.#errors} errors, ${this.#pongs} pongs`;
    const timer = setTimeout(() => reject(new Error(`${what} did not come: ${seen()}`)), patienceMs);
    this.#changed = () => {
      if (this.#failure !== undefined) reject(this.#failure);
      else if (isSo()) resolve();
    };
    this.#changed();
    await promise.finally(() => clearTimeout(timer));
  }
}
