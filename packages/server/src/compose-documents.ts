import { MessageDocuments } from './delivery/followers/index-messages.ts';
import { SqliteLogReader } from './log/sqlite/sqlite-log-reader.ts';
import type { DocumentSource, SourceModule } from './search/document-source.ts';
import { Reader } from './sqlite/reader.ts';

/** Lets an index fill itself, in its own thread, from the log in this file. */
export function documentsOf(database: string): SourceModule {
  return { url: import.meta.url, options: database };
}

function documentsIn(log: SqliteLogReader): MessageDocuments {
  return new MessageDocuments(log, { read: (after, limit) => log.readTail(after, limit) });
}

/** Opens the log in the thread of the index: a connection of its own, so that nothing passes by way of the main thread. */
export function openSource(database: string): DocumentSource {
  const reader = new Reader(database);
  const documents = documentsIn(new SqliteLogReader(reader));
  return { after: (seq, limit) => documents.after(seq, limit), close: () => reader.close() };
}
