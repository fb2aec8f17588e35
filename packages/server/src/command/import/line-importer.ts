import type { ImportMessage, ImportTarget } from '../office/office.ts';
import { ImportTally, type ImportTotals } from './import-tally.ts';
import { type AuthorTotals, ImportedAuthors } from './imported-authors.ts';
import { messageKeys } from './message-key.ts';
import type { Line } from './read-lines.ts';
import { type Reading, readRecord } from './read-record.ts';
import { TargetChat } from './target-chat.ts';

interface Batched extends ImportMessage {
  readonly line: number;
}

/** Messages that become durable together. */
const batchSize = 500;

/** Makes messages of lines and brings them into the group, a batch at a time. */
export class LineImporter {
  readonly #contentBytes: number;
  readonly #authors: ImportedAuthors;
  readonly #chat: TargetChat;
  readonly #tally = new ImportTally();
  readonly #keyOf = messageKeys();
  #batch: Batched[] = [];

  constructor(target: ImportTarget, chat: string, contentBytes: number) {
    this.#contentBytes = contentBytes;
    this.#authors = new ImportedAuthors(target);
    this.#chat = new TargetChat(target, chat);
  }

  /** Takes the next line; answers whether a batch went out with it. Blank lines do not count. */
  async take(line: Line): Promise<boolean> {
    if (line.text?.trim() === '') return false;
    this.#tally.read += 1;
    const record = this.#read(line);
    if ('skip' in record) {
      this.#tally.skip(line.number, record.skip, record.detail);
      return false;
    }
    const author = await this.#authors.keyOf(record);
    const { at, text: content } = record;
    this.#batch.push({ author, clientId: this.#keyOf(record), at, content, line: line.number });
    if (this.#batch.length < batchSize) return false;
    await this.flush();
    return true;
  }

  /** Brings in what was taken; resolves once it is durable. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    const outcomes = await this.#chat.append(batch);
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome === 'imported') this.#tally.imported += 1;
      else if (outcome === 'present') this.#tally.present += 1;
      else this.#skipConflict(batch[index]?.line ?? 0);
    }
  }

  words(): string {
    return this.#tally.words();
  }

  totals(): ImportTotals & AuthorTotals & { readonly number: number | null } {
    return { number: this.#chat.number, ...this.#tally.totals(), ...this.#authors.totals() };
  }

  #read({ text, problem }: Line): Reading {
    if (text !== undefined) return readRecord(text, this.#contentBytes);
    const skip = problem ?? 'not UTF-8';
    return { skip, detail: skip };
  }

  #skipConflict(line: number): void {
    this.#tally.skip(line, 'key used for another message', 'client_id has another text here');
  }
}
