import type { Faults } from './faults.ts';
import { type HeardFrames, scanFrames } from './scan-frames.ts';
import { WireClient } from './wire-client.ts';

/** One person's connection to one chat, as a real client keeps it: a cursor that never passes a hole. */
export class MixedMember {
  readonly token: string;
  readonly #url: string;
  readonly #chat: number;
  readonly #faults: Faults;
  #wire: WireClient | undefined;
  #position: number;
  #head = -1;
  #synced: () => void = () => {};
  #sent = 0;
  acknowledged = 0;

  constructor(place: { url: string; token: string; chat: number; from: number }, faults: Faults) {
    this.token = place.token;
    this.#url = place.url;
    this.#chat = place.chat;
    this.#position = place.from;
    this.#faults = faults;
  }

  /** Entries of the chat held without a hole. */
  get position(): number {
    return this.#position;
  }

  /** The newest position the server has named. */
  get head(): number {
    return this.#head;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Connects and catches up. */
  async connect(): Promise<void> {
    this.#wire = await WireClient.open({
      url: this.#url,
      token: this.token,
      onText: (bytes, from, to) => scanFrames(bytes, from, to, this.#heard),
      onLost: (why) => this.#faults.add(`a connection was lost: ${why}`),
    });
    await this.sync();
  }

  /** Resolves when the server has said everything that was missing. */
  sync(): Promise<void> {
    const synced = new Promise<void>((resolve) => {
      this.#synced = resolve;
    });
    this.#wire?.send({ type: 'sync', chats: { [this.#chat]: this.#position } });
    return synced;
  }

  say(content: string, clientId: string): void {
    this.#sent += 1;
    this.#wire?.send({ type: 'send', ref: clientId, chat: this.#chat, client_id: clientId, content });
  }

  tell(frame: object): void {
    this.#wire?.send(frame);
  }

  /** Loses the connection; what was sent has to be answered before, or nobody knows what became of it. */
  drop(): void {
    this.#wire?.drop();
  }

  readonly #heard: HeardFrames = {
    entry: (position) => {
      if (position === this.#position + 1) this.#position = position;
      else if (position > this.#position)
        this.tell({ type: 'sync', chats: { [this.#chat]: this.#position } });
    },
    ack: () => {
      this.acknowledged += 1;
    },
    other: (kind, text) => {
      if (kind === 'er' || kind === 're' || kind === 'ga') this.#faults.add(text());
      if (kind !== 'sy') return;
      this.#head = headIn(text(), this.#chat) ?? this.#head;
      this.#synced();
    },
  };
}

/** The chat's head in a `synced` frame. */
function headIn(text: string, chat: number): number | undefined {
  const [, heads = ''] = /"heads":(\{[^}]*\})/.exec(text) ?? [];
  if (heads === '') return undefined;
  return (JSON.parse(heads) as Record<string, number>)[chat];
}
