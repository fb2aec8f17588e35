import { entryKind } from '../../log/entry-kind.ts';
import type { MysqlTexts } from './mysql-text.ts';

const isEdit = `kind = ${entryKind.message_edited}`;

/** Every statement about what became of messages after they were sent. */
export const messageQueries = {
  edit: 'insert into message_state (log, number, revision, content, edited_at) values (?, ?, ?, ?, ?) on conflict (log, number) do update set revision = excluded.revision, content = excluded.content, edited_at = excluded.edited_at where deleted_at is null',
  delete:
    'insert into message_state (log, number, revision, deleted_at) values (?, ?, ?, ?) on conflict (log, number) do update set revision = excluded.revision, content = null, deleted_at = excluded.deleted_at, pinned_at = null where deleted_at is null',
  eraseEntry: 'update entry set content = null, data = null where log = ? and position = ?',
  /** The texts that a message had between its first and its end. */
  eraseEdits: `update entry set content = null where log = ? and about = ? and ${isEdit}`,
  /** The text of an edit that came after the deletion. */
  eraseLateEdit:
    'update entry set content = null where log = ? and position = ? and exists (select 1 from message_state s where s.log = ? and s.number = ? and s.deleted_at is not null)',
  revise:
    'insert into message_state (log, number, revision) values (?, ?, ?) on conflict (log, number) do update set revision = excluded.revision where deleted_at is null',
  pin: 'insert into message_state (log, number, revision, pinned_at) values (?, ?, ?, ?) on conflict (log, number) do update set revision = excluded.revision, pinned_at = excluded.pinned_at where deleted_at is null',
  unpin:
    'update message_state set revision = ?, pinned_at = null where log = ? and number = ? and deleted_at is null',
  addReaction: 'insert or ignore into reaction (log, number, emoji, user) values (?, ?, ?, ?)',
  removeReaction: 'delete from reaction where log = ? and number = ? and emoji = ? and user = ?',
  removeReactions: 'delete from reaction where log = ? and number = ?',
  states:
    'select number, revision, content, edited_at, deleted_at, pinned_at from message_state where log = ? and number between ? and ?',
  reactions:
    'select number, emoji, user from reaction where log = ? and number between ? and ? order by number, emoji, user',
  pins: 'select number from message_state where log = ? and number < ? and pinned_at is not null order by number desc limit ?',
  deletedAt:
    'select count(*) as count from message_state where log = ? and number > ? and number <= ? and deleted_at is not null and revision <= ?',
} as const;

const unlessDeleted = (column: string, value: string) =>
  `${column} = if(deleted_at is null, ${value}, ${column})`;

/** Assignments see what those before them made: `deleted_at` comes last. */
export const messageMysql: MysqlTexts<typeof messageQueries> = {
  edit: {
    sql: `insert into message_state (log, number, revision, content, edited_at) values (?1, ?2, ?3, ?4, ?5) on duplicate key update ${unlessDeleted('revision', '?3')}, ${unlessDeleted('content', '?4')}, ${unlessDeleted('edited_at', '?5')}`,
  },
  delete: {
    sql: `insert into message_state (log, number, revision, deleted_at) values (?1, ?2, ?3, ?4) on duplicate key update ${unlessDeleted('revision', '?3')}, content = null, pinned_at = null, deleted_at = coalesce(deleted_at, ?4)`,
  },
  revise: {
    sql: `insert into message_state (log, number, revision) values (?1, ?2, ?3) on duplicate key update ${unlessDeleted('revision', '?3')}`,
  },
  pin: {
    sql: `insert into message_state (log, number, revision, pinned_at) values (?1, ?2, ?3, ?4) on duplicate key update ${unlessDeleted('revision', '?3')}, ${unlessDeleted('pinned_at', '?4')}`,
  },
  addReaction: {
    sql: 'insert into reaction (log, number, emoji, user) values (?, ?, ?, ?) on duplicate key update number = number',
  },
};
