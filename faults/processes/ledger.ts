/** A message as its writer knows it; `number` once it was acknowledged. */
export interface Said {
  readonly writer: string;
  /** Path of the chat it was said in. */
  readonly chat: string;
  readonly content: string;
  readonly clientId: string;
  number?: number;
  /** Which of the server's lives promised to keep it. */
  life?: number;
  /** Whether a send of it came to nothing, so that it was sent again. */
  resent?: true;
}

/** A word in every message, by which all of them are searched for. */
export const sharedWord = 'kept';

/** What everybody has said and what they were promised. */
export class Ledger {
  readonly said: Said[] = [];
  /** Sends that did not bring an acknowledgement and were made again, by what they met. */
  readonly failures = new Map<string, number>();
  acknowledged = 0;
  /** Acknowledged messages that were sent once more on purpose. */
  repeated = 0;
  /** Counted by whoever starts the server. */
  life = 1;

  /** A new message; its key is its own. */
  say(writer: string, chat: string): Said {
    const clientId = `m${this.said.length + 1}`;
    return this.record({ writer, chat, clientId, content: `${sharedWord} ${clientId} of ${writer}` });
  }

  record(said: Said): Said {
    this.said.push(said);
    return said;
  }

  /** Throws when it was acknowledged before under another number. */
  acknowledge(said: Said, number: number): void {
    if (said.number === undefined) {
      said.number = number;
      said.life = this.life;
      this.acknowledged += 1;
    } else if (said.number !== number) {
      const where = `${said.clientId} in ${said.chat}`;
      throw new Error(`${where} was number ${said.number} in life ${said.life} and is ${number} now`);
    }
  }

  /** A send came to nothing and is made again. */
  failed(said: Said, met: string): void {
    said.resent = true;
    this.failures.set(met, (this.failures.get(met) ?? 0) + 1);
  }

  /** Messages that were sent more than once, because nobody said what had become of them. */
  get resent(): number {
    return this.said.filter(({ resent }) => resent).length;
  }

  /** Messages of which nobody knows whether they are there. */
  get doubtful(): number {
    return this.said.length - this.acknowledged;
  }

  in(chat: string): readonly Said[] {
    return this.said.filter((each) => each.chat === chat);
  }
}
