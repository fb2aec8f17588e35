import { entryKind } from '../log/entry-kind.ts';
import type { Log, StoredEntry } from '../log/log.ts';
import type { SearchDocument, SearchIndex } from '../search/search-index.ts';

/**
 * Stage 5, index: messages into the search index, in bulk and behind the senders' backs.
 *
 * Guarantees: follows the log, so that what is stored is found after a restart too (IDX1); a document is the
 * message's newest text, under the sequence of the entry that created it (IDX2).
 */
export async function indexEntries(
  log: Log,
  index: SearchIndex,
  entries: readonly StoredEntry[],
): Promise<void> {
  const documents: SearchDocument[] = [];
  for (const entry of entries) {
    const document = await documentOf(log, entry);
    if (document !== undefined) documents.push(document);
  }
  const checkpoint = entries.at(-1)?.seq;
  if (checkpoint !== undefined) await index.apply(documents, checkpoint);
}

async function documentOf(log: Log, entry: StoredEntry): Promise<SearchDocument | undefined> {
  switch (entry.kind) {
    case entryKind.message:
      return { seq: entry.seq, log: entry.log, text: entry.content ?? null };
    case entryKind.message_edited:
    case entryKind.message_deleted: {
      const [original] = await log.readNumbersBelow(entry.log, (entry.about ?? 0) + 1, 1);
      const edited = entry.kind === entryKind.message_edited && original?.content !== undefined;
      return original && { seq: original.seq, log: entry.log, text: edited ? (entry.content ?? null) : null };
    }
    default:
      return undefined;
  }
}
