import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openWritable } from '@parley/server/sqlite/connection.ts';

/** A message as a row with nothing around it, as durable as Parley's log: the same settings of SQLite. */
export function openAppendTable(file: string): { connection: DatabaseSync; insert: StatementSync } {
  const connection = openWritable(file);
  connection.exec(`
    create table message (id integer primary key, chat integer, position integer, sender integer, client_id text, content text, at integer);
    create unique index message_by_position on message (chat, position);
  `);
  const insert = connection.prepare(
    'insert into message (chat, position, sender, client_id, content, at) values (?, ?, ?, ?, ?, ?)',
  );
  return { connection, insert };
}
