import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { normalise } from '@parley/protocol/normalise.ts';
import type { SearchDocument } from '../search-index.ts';
import { wordsOf } from './grams.ts';
import { searchQueries } from './search-queries.ts';

/** Writes documents and the checkpoint in one transaction (SEARCH7). */
export class DocumentWriter {
  readonly #connection: DatabaseSync;
  readonly #insertDocument: StatementSync;
  readonly #insertWords: StatementSync;
  readonly #deleteDocument: StatementSync;
  readonly #deleteWords: StatementSync;
  readonly #setCheckpoint: StatementSync;
  readonly #readCheckpoint: StatementSync;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#insertDocument = connection.prepare(searchQueries.insertDocument);
    this.#insertWords = connection.prepare(searchQueries.insertWords);
    this.#deleteDocument = connection.prepare(searchQueries.deleteDocument);
    this.#deleteWords = connection.prepare(searchQueries.deleteWords);
    this.#setCheckpoint = connection.prepare(searchQueries.setCheckpoint);
    this.#readCheckpoint = connection.prepare(searchQueries.readCheckpoint);
    // FTS5 keeps rows of its own under keys beyond 2^53, and each run reports the last key written.
    for (const statement of [
      this.#insertDocument,
      this.#insertWords,
      this.#deleteDocument,
      this.#deleteWords,
    ]) {
      statement.setReadBigInts(true);
    }
    this.#setCheckpoint.setReadBigInts(true);
  }

  apply(documents: readonly SearchDocument[], checkpoint: number): void {
    this.#atomically(() => {
      for (const document of documents) this.#store(document);
      this.#setCheckpoint.run(checkpoint);
    });
  }

  clear(): void {
    this.#atomically(() => {
      this.#connection.exec("insert into gram (gram) values ('delete-all'); delete from document");
      this.#setCheckpoint.run(0);
    });
  }

  checkpoint(): number {
    return Number(this.#readCheckpoint.get()?.checkpoint);
  }

  #atomically(write: () => void): void {
    this.#connection.exec('begin immediate');
    try {
      write();
      this.#connection.exec('commit');
    } catch (error) {
      if (this.#connection.isTransaction) this.#connection.exec('rollback');
      throw error;
    }
  }

  #store({ seq, log, text }: SearchDocument): void {
    if (this.#deleteDocument.run(seq).changes > 0n) this.#deleteWords.run(seq);
    if (text === null) return;
    const normalised = normalise(text);
    this.#insertDocument.run(seq, log, normalised);
    this.#insertWords.run(seq, wordsOf(normalised, log));
  }
}
