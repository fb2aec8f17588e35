import type { MysqlTexts } from './mysql-text.ts';

const columns = 'id, token, name, chats_count, created_at';

/** Every statement about apps. */
export const appQueries = {
  insert:
    'insert into app (token, name, secret_hash, created_at) values (?, ?, ?, ?) returning id, token, name, chats_count, created_at',
  byToken: `select ${columns} from app where token = ?`,
  byId: `select ${columns} from app where id = ?`,
  page: `select ${columns} from app where id > ? order by id limit ?`,
  rename: 'update app set name = ? where id = ?',
  count: 'update app set chats_count = max(chats_count, ?) where id = ?',
  rotateToken: 'update app set token = ? where id = ?',
} as const;

export const appMysql: MysqlTexts<typeof appQueries> = {
  insert: {
    sql: 'insert into app (token, name, secret_hash, created_at) values (?, ?, ?, ?)',
    rows: `select ${columns} from app where token = ?1`,
  },
  count: { sql: 'update app set chats_count = greatest(chats_count, ?) where id = ?' },
};
