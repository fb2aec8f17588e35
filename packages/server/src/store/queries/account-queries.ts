import { personColumns } from '../account-record.ts';
import { batch } from '../read-batches.ts';
import type { MysqlTexts } from './mysql-text.ts';

const accountColumns = `${personColumns}, u.email, u.password_hash, u.is_owner`;

/** Every statement about accounts. */
export const accountQueries = {
  insert:
    'insert into user (app, username, name, search_text, email, password_hash, created_at, is_owner) values (?, ?, ?, ?, ?, ?, ?, ?)',
  /** Does nothing where there is an owner already, so that of two who set a server up at once one does. */
  insertFirstOwner:
    'insert into user (app, username, name, search_text, email, password_hash, created_at, is_owner) select ?, ?, ?, ?, ?, ?, ?, 1 where not exists (select 1 from user where app = ? and is_owner = 1)',
  anyOwner: 'select id from user where app = ? and is_owner = 1 limit 1',
  anyone: 'select id from user where app = ? limit 1',
  makeOwner: 'update user set is_owner = 1 where id = ? and deleted_at is null',
  byKey: `select ${accountColumns} from user u where u.id = ? and u.deleted_at is null`,
  byUsername: `select ${accountColumns} from user u where u.app = ? and u.username = ? and u.deleted_at is null`,
  byEmail: `select ${accountColumns} from user u where u.app = ? and u.email = ? and u.deleted_at is null`,
  /** A removed account keeps its username. */
  usernameHolder: 'select id from user where app = ? and username = ?',
  usernames: `select id, username, deleted_at from user where id in (${batch})`,
  keys: `select id, username from user where app = ? and deleted_at is null and username in (${batch})`,
  people: `select ${personColumns} from user u where u.deleted_at is null and u.id in (${batch})`,
  page: `select ${personColumns} from user u where u.app = ? and u.username > ? and u.deleted_at is null order by u.username limit ?`,
  windowEnd: 'select username from user where app = ? and username > ? order by username limit 1 offset ?',
  searchWindow: `select ${personColumns} from user u where u.app = ? and u.username > ? and u.username <= ? and u.deleted_at is null and instr(u.search_text, ?) > 0 order by u.username limit ?`,
  change:
    'update user set name = coalesce(?, name), search_text = coalesce(?, search_text), status_text = coalesce(?, status_text), presence_visibility = coalesce(?, presence_visibility), email = case when ? = 1 then ? else email end where id = ? and deleted_at is null',
  setAvatar: 'update user set avatar = ? where id = ? and deleted_at is null',
  setLastSeen: 'update user set last_seen = ? where id = ? and deleted_at is null',
  remove:
    "update user set deleted_at = ?, name = '', search_text = '', email = null, password_hash = null, status_text = '', avatar = null, last_seen = null, is_owner = 0 where id = ? and deleted_at is null",
} as const;

export const accountMysql: MysqlTexts<typeof accountQueries> = {
  insertFirstOwner: {
    lock: 'select id from app where id = ?8 for update',
    sql: 'insert into user (app, username, name, search_text, email, password_hash, created_at, is_owner) select ?, ?, ?, ?, ?, ?, ?, 1 from dual where not exists (select 1 from user where app = ? and is_owner = 1)',
  },
};
