/** Every statement on a copy of the database that nobody else has open and nobody waits for. */
export const backupQueries = {
  /** Logs in which a position is missing. */
  brokenLogs:
    'select count(*) as n from (select 1 from entry group by log having min(position) <> 1 or max(position) <> count(*))',
  apps: 'select count(*) as n from app',
  users: 'select count(*) as n from user where deleted_at is null',
  chats: 'select count(*) as n from chat where deleted_at is null',
  messages: 'select count(*) as n from entry where kind = ?',
  entries: 'select count(*) as n from entry',
  sessions: 'select count(*) as n from session',
  setEpoch: "update meta set value = ? where key = 'epoch'",
  endResets: 'delete from password_reset',
  endSessions: 'delete from session',
} as const;
