import { digitsOfNumber, numberAt } from './number-at.ts';

const stanzaEnd = Buffer.from('</message>');
const bodyStart = Buffer.from('<body>');
const errorStart = Buffer.from('<error');

/** What an XMPP client hears that a scenario counts. */
export interface HeardStanzas {
  /** A message, by the number its body begins with. */
  message(number: number): void;
  /** A message without a body of ours, or one that came back with an error. */
  other(text: string): void;
}

/** Finds the messages of an XMPP stream without parsing it as XML. Copies only what is incomplete. */
export class StanzaReader {
  readonly #heard: HeardStanzas;
  #rest: Buffer | undefined;

  constructor(heard: HeardStanzas) {
    this.#heard = heard;
  }

  read(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    let at = 0;
    for (let end = bytes.indexOf(stanzaEnd); end !== -1; end = bytes.indexOf(stanzaEnd, at)) {
      this.#tell(bytes.subarray(at, end));
      at = end + stanzaEnd.length;
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }

  /** What has come behind the last message: where a stream ends, why. */
  get rest(): string {
    return this.#rest?.toString('utf8') ?? '';
  }

  #tell(stanza: Buffer): void {
    const body = stanza.indexOf(bodyStart);
    if (body === -1 || stanza.includes(errorStart)) return this.#heard.other(stanza.toString('utf8'));
    const at = body + bodyStart.length;
    this.#heard.message(numberAt(stanza, at, at + digitsOfNumber));
  }
}
