import { connect, type Socket } from 'node:net';
import { NumberedUnit, writeUnits, zeros } from './numbered-unit.ts';
import type { PairEnd, PairProtocol, PairWire } from './pair-wire.ts';
import { typicalText } from './send-frames.ts';
import { StanzaReader } from './stanza-reader.ts';
import { domain, signIn } from './xmpp-sign-in.ts';

/** Pairs as XMPP has them: messages of type `chat`. The server never says that it has stored one. */
export const xmppProtocol: PairProtocol = {
  acknowledges: false,
  open: (end) => XmppWire.open(end),
};

const signInWithinMs = 30_000;
/** One buffer for every connection: the kernel fills it right before the bytes are looked at. */
const incoming = Buffer.allocUnsafeSlow(64 * 1024);

class XmppWire implements PairWire {
  readonly #end: PairEnd;
  readonly #message: NumberedUnit;
  readonly #socket: Socket;
  readonly #stanzas: StanzaReader;
  /** What was said while signing in and has not been waited for; afterwards nothing. */
  #said: string | undefined = '';
  #awaited: { text: string; resolve: () => void; reject: (error: Error) => void } | undefined;
  #isClosing = false;

  private constructor(end: PairEnd) {
    const { url, pair, heard } = end;
    this.#end = end;
    const text = `<message to='${pair.receiver}@${domain}' type='chat' id='${zeros}'><body>${zeros} ${typicalText}</body></message>`;
    this.#message = new NumberedUnit(text, Buffer.from(text));
    this.#stanzas = new StanzaReader({
      message: (number) => heard.entry(number),
      other: (stanza) => heard.fault(stanza),
    });
    const { hostname, port } = new URL(url);
    this.#socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: { buffer: incoming, callback: (length) => this.#read(incoming.subarray(0, length)) },
    });
    this.#socket.on('error', (error) => this.#lost(error.message));
    this.#socket.on('close', () => this.#lost('closed'));
  }

  static async open(end: PairEnd): Promise<PairWire> {
    const wire = new XmppWire(end);
    const slow = setTimeout(
      () => wire.#socket.destroy(new Error('signing in takes too long')),
      signInWithinMs,
    );
    const dialogue = { say: (text: string) => wire.#socket.write(text), hear: wire.#hear };
    await signIn(dialogue, end.pair[end.side]).finally(() => clearTimeout(slow));
    wire.#said = undefined;
    return wire;
  }

  send(first: number, count: number): void {
    writeUnits(this.#message, first, count, (bytes) => {
      this.#socket.write(bytes);
      return this.#socket.writableLength === 0;
    });
  }

  close(): void {
    this.#isClosing = true;
    this.#socket.end('</stream:stream>');
    this.#socket.unref();
  }

  #read(chunk: Buffer): boolean {
    if (this.#said === undefined) {
      this.#end.heard.arrived();
      this.#stanzas.read(chunk);
      this.#end.heard.told();
    } else {
      this.#said += chunk.toString('utf8');
      this.#answer();
    }
    return true;
  }

  readonly #hear = (text: string): Promise<void> => {
    if (this.#isClosing) return Promise.reject(new Error('the connection ended while signing in'));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#awaited = { text, resolve, reject };
    this.#answer();
    return promise;
  };

  #answer(): void {
    const { text = '', resolve } = this.#awaited ?? {};
    const at = this.#said?.indexOf(text) ?? -1;
    if (at === -1 || resolve === undefined) return;
    this.#said = this.#said?.slice(at + text.length);
    this.#awaited = undefined;
    resolve();
  }

  #lost(why: string): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    const what = `a connection was lost: ${why}; ${this.#said ?? this.#stanzas.rest}`;
    if (this.#awaited === undefined) this.#end.heard.fault(what);
    else this.#awaited.reject(new Error(what));
  }
}
