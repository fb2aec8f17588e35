import { batch } from '../read-batches.ts';
import type { MysqlTexts } from './mysql-text.ts';

/** Every statement about sessions and password resets. */
export const sessionQueries = {
  /** Only while the password that was shown is still the account's: one changed meanwhile opens nothing (SESS5). */
  insert:
    'insert into session (hash, handle, user, device, created_at, last_used_at, expires_at) select ?, ?, u.id, ?, ?, ?, ? from user u where u.id = ? and u.password_hash = ? and u.deleted_at is null',
  removeExpired: 'delete from session where expires_at < ?',
  byHash:
    'select s.user, s.handle, s.last_used_at, s.expires_at, u.app, u.username from session s join user u on u.id = s.user where s.hash = ? and u.deleted_at is null',
  page: 'select handle, device, created_at, last_used_at, expires_at from session where user = ? and expires_at > ? and (created_at, handle) < (?, ?) order by created_at desc, handle desc limit ?',
  handles: 'select handle from session where user = ?',
  living: `select handle from session where handle in (${batch})`,
  touch: 'update session set last_used_at = ?, expires_at = ? where hash = ?',
  end: 'delete from session where handle = ? and user = ?',
  endOthers: 'delete from session where user = ? and handle <> ?',
  endAll: 'delete from session where user = ?',
  setPassword: 'update user set password_hash = ? where id = ? and deleted_at is null',
  /** Unless so many are open already (RESET2). */
  insertReset:
    'insert into password_reset (hash, user, expires_at) select ?, u.id, ? from user u where u.id = ? and (select count(*) from password_reset r where r.user = u.id and r.expires_at > ?) < ?',
  resetByHash: 'select user, expires_at from password_reset where hash = ?',
  /** Only while the code is unused: of two that use it at once, one does (RESET3). */
  setPasswordByReset:
    'update user set password_hash = ? where id = ? and deleted_at is null and exists (select 1 from password_reset r where r.hash = ? and r.user = user.id)',
  /** Counts every time that sessions were ended, by whatever process (SESS9). */
  countEnd:
    "insert into meta (key, value) values ('session_ends', '1') on conflict (key) do update set value = value + 1",
  ends: "select value from meta where meta.key = 'session_ends'",
  /** Only while the password is still the one that was shown (USER2). */
  rehash: 'update user set password_hash = ? where id = ? and password_hash = ? and deleted_at is null',
  removeResets: 'delete from password_reset where user = ?',
  removeExpiredResets: 'delete from password_reset where expires_at < ?',
} as const;

/** Sessions, codes and the password of one person change under the lock of that person's row. */
const lockUser = (place: string) => `select id from user where id = ${place} for update`;

export const sessionMysql: MysqlTexts<typeof sessionQueries> = {
  insert: { lock: lockUser('?7') },
  insertReset: { lock: lockUser('?3') },
  setPasswordByReset: { lock: lockUser('?2') },
  countEnd: {
    sql: "insert into meta (`key`, value) values ('session_ends', '1') on duplicate key update value = value + 1",
  },
};
