import { type DownFrame, downFrame } from '@parley/protocol/frames.ts';

/** An event stream: what it is told is checked by the contract. */
export class EventClient implements Disposable {
  readonly frames: DownFrame[] = [];
  readonly #stop = new AbortController();
  #arrived = Promise.withResolvers<void>();
  #ended: unknown;

  /** Opens a stream; answers the response where it is refused. */
  static async open(url: string, token: string, query = ''): Promise<EventClient | Response> {
    const client = new EventClient();
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/api/v1/events${query}`, { headers, signal: client.#stop.signal });
    if (!response.ok || response.body === null) return response;
    client.#read(response.body).catch((error: unknown) => client.#wake(error));
    return client;
  }

  /** The first frame that is as wanted; waits for it. */
  async first(wanted: (frame: DownFrame) => boolean): Promise<DownFrame> {
    for (;;) {
      const found = this.frames.find(wanted);
      if (found !== undefined) return found;
      if (this.#ended !== undefined) throw this.#ended;
      await this.#arrived.promise;
    }
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
  }

  async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let rest = '';
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + part).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks.filter((each) => each.startsWith('data: '))) {
        const data: unknown = JSON.parse(block.slice('data: '.length));
        this.frames.push(...[data].flat().map((frame) => downFrame.parse(frame)));
      }
      this.#wake();
    }
    this.#wake(new Error('the stream has ended'));
  }

  #wake(ended?: unknown): void {
    this.#ended ??= ended;
    const { resolve } = this.#arrived;
    this.#arrived = Promise.withResolvers();
    resolve();
  }
}
