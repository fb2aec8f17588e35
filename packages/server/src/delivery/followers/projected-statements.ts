import { entryKind } from '../../log/entry-kind.ts';
import type { StoredEntry } from '../../log/log.ts';
import type { Statement } from '../../sql/statement.ts';
import { derive } from '../../store/projection.ts';
import { countStatements } from '../../store/tailer-store.ts';
import { CountSum } from './count.ts';

/** How entries are brought into the archive. */
export interface EntryWriter {
  /** What stores these entries, to run in the transaction that stores what is derived from them. */
  insertStatements(entries: readonly StoredEntry[]): readonly Statement[];
}

/**
 * What a stretch of a tail changes in the store: the entries themselves, before what may take back their text; new
 * chats, of which nothing can have been derived yet, so that rows of one table come together; everything else in order;
 * and the counts, once a chat (PROJ4).
 */
export function projectedStatements(entries: readonly StoredEntry[], archive: EntryWriter): Statement[] {
  const isCreation = ({ kind }: StoredEntry) => kind === entryKind.chat_created;
  const creations = entries.filter(isCreation).flatMap(derive);
  const sum = new CountSum();
  sum.add(entries);
  return [
    ...archive.insertStatements(entries),
    ...[...Map.groupBy(creations, ({ sql }) => sql).values()].flat(),
    ...entries.filter((entry) => !isCreation(entry)).flatMap(derive),
    ...countStatements(sum.counts()),
  ];
}
