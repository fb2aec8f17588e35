import { entryKind } from '../log/entry-kind.ts';
import type { DatabaseCopy } from '../sqlite/database-copy.ts';
import type { BackupCounts } from './about-backup.ts';

/** Logs in which a position is missing. */
const brokenLogs = `select count(*) as n from (
  select 1 from entry group by log having min(position) <> 1 or max(position) <> count(*)
)`;

/** Throws what is wrong with a database: pages, rows, indexes, or a log with a hole. */
export function checkCopy(copy: DatabaseCopy): void {
  const damage = copy.damage();
  if (damage.length > 0) throw new Error(`the database is damaged: ${damage.join('; ')}`);
  const broken = Number(copy.get(brokenLogs)?.n);
  if (broken > 0) throw new Error(`the database is damaged: ${broken} logs have a hole`);
}

/** How much is in a database. */
export function countCopy(copy: DatabaseCopy): Omit<BackupCounts, 'pictures'> {
  const count = (from: string, ...values: number[]) =>
    Number(copy.get(`select count(*) as n from ${from}`, values)?.n);
  return {
    apps: count('app'),
    users: count('user where deleted_at is null'),
    chats: count('chat where deleted_at is null'),
    messages: count('entry where kind = ?', entryKind.message),
    entries: count('entry'),
  };
}
