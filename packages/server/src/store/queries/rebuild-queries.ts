import type { MysqlTexts } from './mysql-text.ts';

/** Every statement of deriving a chat's rows again from its entries. */
export const rebuildQueries = {
  /** Changes nothing; whoever projects the same tail waits until the end of the transaction. */
  holdTail: 'update tailer set seq = seq where name = ?',
  /** Changes nothing; whoever sets marks waits. */
  holdMembers: 'update member set role = role where log = ?',
  /** Only while nothing was added behind a position, and no mark was moved. */
  unchanged:
    'update tailer set seq = seq where name = ? and not exists (select 1 from entry e where e.log = ? and e.position > ?) and (select coalesce(sum(m.delivered + m.`read`), 0) from member m where m.log = ?) = ?',
  marks: 'select user, delivered, `read` as is_read from member where log = ?',
  removeChat: 'delete from chat where log = ?',
  removeMembers: 'delete from member where log = ?',
  removeInvitations: 'delete from invitation where log = ?',
  removeStates: 'delete from message_state where log = ?',
  removeReactions: 'delete from reaction where log = ?',
  forget: 'delete from tailer where name = ?',
} as const;

export const rebuildMysql: MysqlTexts<typeof rebuildQueries> = {};
