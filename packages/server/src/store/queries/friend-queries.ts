import { personColumns } from '../account-record.ts';
import { batch } from '../read-batches.ts';
import type { MysqlTexts } from './mysql-text.ts';

const requestColumns = 'q.created_at as asked_at, q.is_read, q.is_hidden';

/**
 * Every statement about friend requests, friendships and blocks. Those that write check their conditions
 * themselves, so that what was read before may have changed meanwhile.
 */
export const friendQueries = {
  /** One direction of a friendship, where the request is there; `is_hidden` up to a bound. */
  befriend:
    'insert into friendship (user, friend_username, friend, since) select m.id, u.username, u.id, ? from user u join user m on m.id = ? where u.id = ? and u.deleted_at is null and m.deleted_at is null and exists (select 1 from friend_request q where q.sender = ? and q.recipient = ? and q.is_hidden <= ?) and not exists (select 1 from block b where b.blocked = u.id and b.user = m.id) and not exists (select 1 from block b where b.blocked = m.id and b.user = u.id)',
  removeAnswered:
    'delete from friend_request where sender = ? and recipient = ? and exists (select 1 from friendship f where f.friend = friend_request.sender and f.user = friend_request.recipient)',
  /** Hidden from the start for whoever has blocked the sender (FRIEND7). */
  insertRequest:
    'insert into friend_request (sender, recipient, created_at, is_hidden) select m.id, u.id, ?, (select count(*) from block b where b.blocked = m.id and b.user = u.id) from user u join user m on m.id = ? where u.id = ? and u.id <> m.id and u.deleted_at is null and m.deleted_at is null and not exists (select 1 from friendship f where f.friend = u.id and f.user = m.id) and not exists (select 1 from friend_request q where q.sender = m.id and q.recipient = u.id) and not exists (select 1 from block b where b.blocked = u.id and b.user = m.id)',
  request: `select ${requestColumns} from friend_request q where q.sender = ? and q.recipient = ?`,
  received: `select ${requestColumns}, ${personColumns} from friend_request q join user u on u.id = q.sender where q.recipient = ? and q.is_hidden = 0 and (q.created_at, q.sender) < (?, ?) order by q.created_at desc, q.sender desc limit ?`,
  sent: `select ${requestColumns}, ${personColumns} from friend_request q join user u on u.id = q.recipient where q.sender = ? and (q.created_at, q.recipient) < (?, ?) order by q.created_at desc, q.recipient desc limit ?`,
  markRead: 'update friend_request set is_read = 1 where sender = ? and recipient = ? and is_hidden = 0',
  hideRequest: 'update friend_request set is_hidden = 1 where sender = ? and recipient = ? and is_hidden = 0',
  removeRequest: 'delete from friend_request where sender = ? and recipient = ?',
  friendship: 'select since from friendship where friend = ? and user = ?',
  friendKeys: 'select friend from friendship where user = ?',
  friends: `select ${personColumns}, f.since from friendship f join user u on u.id = f.friend where f.user = ? and f.friend_username > ? order by f.friend_username limit ?`,
  unfriend: 'delete from friendship where friend = ? and user = ?',
  insertBlock:
    'insert into block (user, blocked_username, blocked) select m.id, u.username, u.id from user u join user m on m.id = ? where u.id = ? and u.deleted_at is null and m.deleted_at is null and not exists (select 1 from block b where b.blocked = u.id and b.user = m.id)',
  removeBlock: 'delete from block where blocked = ? and user = ?',
  block: 'select 1 as blocked from block where blocked = ? and user = ?',
  blocks: `select ${personColumns} from block b join user u on u.id = b.blocked where b.user = ? and b.blocked_username > ? order by b.blocked_username limit ?`,
  friendsAmong: `select friend as other from friendship where user = ? and friend in (${batch})`,
  blockedAmong: `select blocked as other from block where user = ? and blocked in (${batch})`,
  askedAmong: `select recipient as other from friend_request where sender = ? and recipient in (${batch})`,
  askingAmong: `select sender as other from friend_request where recipient = ? and is_hidden = 0 and sender in (${batch})`,
  removeFriendshipsOf: 'delete from friendship where user = ?',
  removeFriendshipsWith: 'delete from friendship where friend = ?',
  removeRequestsBy: 'delete from friend_request where sender = ?',
  removeRequestsTo: 'delete from friend_request where recipient = ?',
  removeBlocksBy: 'delete from block where user = ?',
  removeBlocksOf: 'delete from block where blocked = ?',
} as const;

/** What two people are to each other changes under the locks of both their rows, taken in the order of their keys. */
const lockPair = (one: string, other: string) =>
  `select id from user where id in (${one}, ${other}) order by id for update`;

export const friendMysql: MysqlTexts<typeof friendQueries> = {
  befriend: { lock: lockPair('?4', '?5') },
  insertRequest: { lock: lockPair('?2', '?3') },
  hideRequest: { lock: lockPair('?1', '?2') },
  removeRequest: { lock: lockPair('?1', '?2') },
  unfriend: { lock: lockPair('?1', '?2') },
  insertBlock: { lock: lockPair('?1', '?2') },
};
