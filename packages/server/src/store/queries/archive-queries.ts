import { entryKind } from '../../log/entry-kind.ts';
import { batch } from '../read-batches.ts';

const stored = 'log, position, number, kind, about, author, label, client_id, at, content, data, seq, retry';
const columns = 'seq, log, position, number, kind, about, author, label, client_id, at, content, data';
const numbered = `kind in (${entryKind.message}, ${entryKind.chat_created})`;
const span = 'from entry where log = ?';
const newestFirst = 'order by position desc limit ?';

/** How many places of a log are looked at in one step of the search for a number. */
export const probes = 16;
/** An entry that is there already stays as it is: it may have been erased since. */
function insertOf(rows: number): string {
  const row = `(${stored.replaceAll(/\w+/g, '?')})`;
  const values = Array.from({ length: rows }, () => row).join(', ');
  return `insert into entry (${stored}) values ${values} on duplicate key update position = entry.position`;
}

/** Every statement of the archive. It is there in clusters only, so that MySQL's words are its own. */
export const archiveQueries = {
  head: `select position, number ${span} order by position desc limit 1`,
  readAfter: `select ${columns} ${span} and position > ? order by position limit ?`,
  readBack: `select ${columns} ${span} and position > ? and position < ? ${newestFirst}`,
  spokenBack: `select ${columns} ${span} and spoken > ? and spoken < ? order by spoken desc limit ?`,
  numberedDown: `select ${columns} ${span} and position <= ? and ${numbered} ${newestFirst}`,
  numberedUp: `select ${columns} ${span} and position >= ? and ${numbered} order by position limit ?`,
  numbersAt: `select position, number ${span} and position in (${Array(probes).fill('?').join(', ')}) order by position`,
  bySeq: `select ${columns} from entry where tail = ? and seq = ?`,
  tail: `select ${columns} from entry where tail = ? and seq > ? order by seq limit ?`,
  byRetry: `select ${columns} ${span} and retry = ?`,
  deletedAmong: `select number from message_state where log = ? and deleted_at is not null and number in (${batch})`,
  retries: `select position, seq, retry ${span} and position > ? and retry is not null order by position limit ?`,
  /** Few sizes, so that few statements are prepared. */
  insert100: insertOf(100),
  insert10: insertOf(10),
  insert1: insertOf(1),
} as const;
