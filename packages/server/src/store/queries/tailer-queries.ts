import type { MysqlTexts } from './mysql-text.ts';

/** Every statement about checkpoints of tailers. */
export const tailerQueries = {
  read: 'select seq from tailer where name = ?',
  begin: 'insert or ignore into tailer (name, seq) values (?, 0)',
  /** Only from where it stands. */
  advance: 'update tailer set seq = ? where name = ? and seq = ?',
  save: 'insert into tailer (name, seq) values (?, ?) on conflict (name) do update set seq = max(seq, excluded.seq)',
} as const;

export const tailerMysql: MysqlTexts<typeof tailerQueries> = {
  begin: { sql: 'insert into tailer (name, seq) values (?, 0) on duplicate key update seq = seq' },
  save: {
    sql: 'insert into tailer (name, seq) values (?1, ?2) on duplicate key update seq = greatest(seq, ?2)',
  },
};
