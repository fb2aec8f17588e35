import { batch } from '../read-batches.ts';
import type { MysqlTexts } from './mysql-text.ts';

const columns =
  'log, app, number, kind, name, picture, creator, created_at, messages_count, position, active_at, deleted_at';

const memberColumns =
  'select m.user, m.role, m.joined_at, m.delivered, m.read, u.username, u.name, u.deleted_at from member m join user u on u.id = m.user';

/** Every statement about chats, members and invitations. */
export const chatQueries = {
  insert:
    'insert into chat (log, app, number, kind, name, creator, created_at, active_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
  byLog: `select ${columns} from chat where log = ?`,
  existing: `select log from chat where log in (${batch})`,
  openPage: `select ${columns} from chat where app = ? and kind = 'open' and number < ? order by number desc limit ?`,
  rename: 'update chat set name = ? where log = ?',
  setPicture: 'update chat set picture = ? where log = ?',
  markDeleted: 'update chat set deleted_at = ? where log = ?',
  count:
    'update chat set messages_count = max(messages_count, ?), position = max(position, ?), active_at = max(active_at, ?) where log = ?',
  /** Up to where the log is in these tables: entry and what is derived of it are one transaction. */
  head: 'select position, number from entry where log = ? order by position desc limit 1',
  firstMembers: `${memberColumns} where m.log = ? order by m.user limit ?`,
  member: `${memberColumns} where m.log = ? and m.user = ?`,
  membersCount: 'select count(*) as count from member where log = ?',
  members: `${memberColumns} where m.log = ?`,
  addMember: 'insert into member (log, user, role, joined_at, delivered, `read`) values (?, ?, ?, ?, ?, ?)',
  setRole: 'update member set role = ? where log = ? and user = ?',
  removeMember: 'delete from member where log = ? and user = ?',
  removeMembers: 'delete from member where log = ?',
  mark: 'update member set delivered = max(delivered, ?), read = max(read, ?) where log = ? and user = ?',
  memberships: 'select m.log, c.active_at from member m join chat c on c.log = m.log where m.user = ?',
  invitations:
    'select i.user, i.invited_by, i.created_at, u.username from invitation i join user u on u.id = i.user where i.log = ?',
  addInvitation: 'insert into invitation (log, user, invited_by, created_at) values (?, ?, ?, ?)',
  removeInvitation: 'delete from invitation where log = ? and user = ?',
  removeInvitations: 'delete from invitation where log = ?',
  invitationsOf:
    'select log, invited_by, created_at from invitation where user = ? and (created_at, log) < (?, ?) order by created_at desc, log desc limit ?',
} as const;

export const chatMysql: MysqlTexts<typeof chatQueries> = {
  count: {
    sql: 'update chat set messages_count = greatest(messages_count, ?), position = greatest(position, ?), active_at = greatest(active_at, ?) where log = ?',
    many: {
      before:
        'update (select log, max(messages) as messages, max(position) as position, max(active_at) as active_at from (',
      row: 'select cast(? as signed) as messages, cast(? as signed) as position, cast(? as signed) as active_at, cast(? as signed) as log',
      between: ' union all ',
      after:
        ') r group by log) v straight_join chat c on c.log = v.log set c.messages_count = greatest(c.messages_count, v.messages), c.position = greatest(c.position, v.position), c.active_at = greatest(c.active_at, v.active_at)',
    },
  },
  mark: {
    sql: 'update member set delivered = greatest(delivered, ?), `read` = greatest(`read`, ?) where log = ? and user = ?',
    many: {
      before: 'update (select log, user, max(delivered) as delivered, max(is_read) as is_read from (',
      row: 'select cast(? as signed) as delivered, cast(? as signed) as is_read, cast(? as signed) as log, cast(? as signed) as user',
      between: ' union all ',
      after:
        ') r group by log, user) v straight_join member m on m.log = v.log and m.user = v.user set m.delivered = greatest(m.delivered, v.delivered), m.`read` = greatest(m.`read`, v.is_read)',
    },
  },
};
