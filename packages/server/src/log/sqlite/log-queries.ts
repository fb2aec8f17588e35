import { entryKind, spokenCodes } from '../entry-kind.ts';

const columns = 'seq, log, position, number, kind, about, author, label, client_id, at, content, data';
const numbered = `kind in (${entryKind.message}, ${entryKind.chat_created})`;
const isSpoken = `kind in (${spokenCodes.join(', ')})`;
const span = `from entry where log = ? and position > ? and position < ?`;
const newestFirst = 'order by position desc limit ?';

/** Every statement of the SQLite log, by what it is for. */
export const logQueries = {
  epoch: "select value from meta where key = 'epoch'",
  head: 'select position, number from entry where log = ? order by position desc limit 1',
  end: 'select seq from entry where log = ? order by position desc limit 1',
  lastSeq: 'select coalesce(max(seq), 0) as seq from entry',
  readAfter: `select ${columns} from entry where log = ? and position > ? order by position limit ?`,
  readBack: `select ${columns} ${span} ${newestFirst}`,
  spokenBack: `select ${columns} ${span} and ${isSpoken} ${newestFirst}`,
  numberedDown: `select ${columns} from entry where log = ? and position <= ? and ${numbered} order by position desc limit ?`,
  numberedUp: `select ${columns} from entry where log = ? and position >= ? and ${numbered} order by position limit ?`,
  numberAt: 'select number from entry where log = ? and position = ?',
  tail: `select ${columns} from entry where seq > ? order by seq limit ?`,
  bySeq: `select ${columns} from entry where seq = ?`,
  keysAfter:
    'select seq, log, author, label, client_id from entry where seq > ? and seq <= ? order by seq limit ?',
  /** The largest first: its filter's buffer serves for all the others, and none is left between those that are kept. */
  runs: 'select id, level, first_seq, last_seq, keys, filter from retry_run order by keys desc',
  run: 'select id from retry_run where id = ?',
  chunkAt:
    'select hashes, seqs from retry_chunk where run = ? and first_hash <= ? order by first_hash desc limit 1',
  chunkAfter:
    'select first_hash, hashes, seqs from retry_chunk where run = ? and first_hash > ? order by first_hash limit 1',
  insertRun: 'insert into retry_run (id, level, first_seq, last_seq, keys, filter) values (?, ?, ?, ?, ?, ?)',
  insertChunk: 'insert or replace into retry_chunk (run, first_hash, hashes, seqs) values (?, ?, ?, ?)',
  deleteRun: 'delete from retry_run where id = ?',
  deleteChunks: 'delete from retry_chunk where run = ?',
} as const;
