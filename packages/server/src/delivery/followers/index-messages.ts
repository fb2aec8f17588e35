import { entryKind } from '../../log/entry-kind.ts';
import type { Log, StoredEntry, Tail } from '../../log/log.ts';
import type { DocumentSource, DocumentStretch } from '../../search/document-source.ts';
import type { SearchDocument } from '../../search/search-index.ts';

type LogReads = Pick<Log, 'readNumbersBelow'>;
type TailReads = Pick<Tail, 'read'>;

/** An original may have to be asked for on another machine: some at once, and not so many that others wait. */
const originalsAtOnce = 16;

/**
 * Stage 5, index: messages into the search index, in bulk and behind the senders' backs.
 *
 * Guarantees: follows the log, so that what is stored is found after a restart too (IDX1); a document is the
 * message's newest text, under the sequence of the entry that created it (IDX2).
 */
export class MessageDocuments implements Omit<DocumentSource, 'close'> {
  readonly #log: LogReads;
  readonly #tail: TailReads;

  constructor(log: LogReads, tail: TailReads) {
    this.#log = log;
    this.#tail = tail;
  }

  async after(seq: number, limit: number): Promise<DocumentStretch | undefined> {
    const entries = await this.#tail.read(seq, limit);
    const checkpoint = entries.at(-1)?.seq;
    if (checkpoint === undefined) return undefined;
    const documents: SearchDocument[] = [];
    for (let from = 0; from < entries.length; from += originalsAtOnce) {
      const some = entries.slice(from, from + originalsAtOnce).map((entry) => this.#documentOf(entry));
      for (const document of await Promise.all(some)) if (document !== undefined) documents.push(document);
    }
    return { documents, checkpoint, entries: entries.length };
  }

  async #documentOf(entry: StoredEntry): Promise<SearchDocument | undefined> {
    switch (entry.kind) {
      case entryKind.message:
        return { seq: entry.seq, at: entry.at, log: entry.log, text: entry.content ?? null };
      case entryKind.message_edited:
      case entryKind.message_deleted: {
        const [original] = await this.#log.readNumbersBelow(entry.log, (entry.about ?? 0) + 1, 1);
        if (original === undefined) return undefined;
        const isEdited = entry.kind === entryKind.message_edited && original.content !== undefined;
        const { seq, at, log } = original;
        return { seq, at, log, text: isEdited ? (entry.content ?? null) : null };
      }
      default:
        return undefined;
    }
  }
}
