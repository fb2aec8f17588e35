import { entryColumns } from './task.ts';

const places = ['seq', ...entryColumns].map(() => '?').join(', ');

/** Statements the writer thread has of its own; the rest come with its tasks. */
export const writerQueries = {
  insertEntry: `insert into entry (seq, ${entryColumns.join(', ')}) values (${places})`,
  head: 'select position from entry where log = ? order by position desc limit 1',
  lastSeq: 'select coalesce(max(seq), 0) as seq from entry',
  /** Changes when another connection has written. */
  dataVersion: 'pragma data_version',
} as const;
