import type { PairEnd, PairProtocol, PairWire } from './pair-wire.ts';
import { type HeardFrames, scanFrames } from './scan-frames.ts';
import { SendFrames } from './send-frames.ts';
import { WireClient } from './wire-client.ts';

/** Pairs as Parley's contract has them. */
export const parleyProtocol: PairProtocol = {
  acknowledges: true,
  open: (end) => ParleyWire.open(end),
};

class ParleyWire implements PairWire {
  readonly #end: PairEnd;
  readonly #frames: SendFrames;
  #client: WireClient | undefined;
  #onSynced: () => void = () => {};

  private constructor(end: PairEnd) {
    this.#end = end;
    this.#frames = new SendFrames(end.pair.chat, end.prefix, end.text);
  }

  static async open(end: PairEnd): Promise<PairWire> {
    const { url, pair, side, heard } = end;
    const wire = new ParleyWire(end);
    wire.#client = await WireClient.open({
      url,
      token: pair[side],
      onLost: (why) => heard.fault(`a connection was lost: ${why}`),
      onText: wire.#onText,
    });
    return wire;
  }

  send(first: number, count: number): void {
    if (this.#client !== undefined) this.#frames.sendTo(this.#client, first, count);
  }

  look(): Promise<void> {
    const { chat, from } = this.#end.pair;
    return new Promise((resolve) => {
      this.#onSynced = resolve;
      this.#client?.send({ type: 'sync', chats: { [chat]: from } });
    });
  }

  close(): void {
    this.#client?.close();
  }

  readonly #onText = (bytes: Buffer, from: number, to: number): void => {
    const { heard } = this.#end;
    heard.arrived();
    scanFrames(bytes, from, to, this.#frameHeard);
    heard.told();
  };

  readonly #frameHeard: HeardFrames = {
    entry: (position) => this.#end.heard.entry(position),
    ack: (position) => this.#end.heard.ack(position),
    other: (kind, text) => {
      if (kind === 'sy') this.#onSynced();
      if (kind === 'er' || kind === 're' || kind === 'ga') this.#end.heard.fault(text());
    },
  };
}
