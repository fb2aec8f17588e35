import { entryKind } from '../log/entry-kind.ts';
import type { DatabaseCopy } from '../sqlite/database-copy.ts';
import type { BackupCounts } from './about-backup.ts';
import { backupQueries } from './backup-queries.ts';

/** Throws what is wrong with a database: pages, rows, indexes, or a log with a hole. */
export function checkCopy(copy: DatabaseCopy): void {
  const damage = copy.damage();
  if (damage.length > 0) throw new Error(`the database is damaged: ${damage.join('; ')}`);
  const broken = Number(copy.get(backupQueries.brokenLogs)?.n);
  if (broken > 0) throw new Error(`the database is damaged: ${broken} logs have a hole`);
}

/** How much is in a database. */
export function countCopy(copy: DatabaseCopy): Omit<BackupCounts, 'pictures'> {
  const { apps, users, chats, messages, entries } = backupQueries;
  const count = (sql: string, ...values: number[]) => Number(copy.get(sql, values)?.n);
  return {
    apps: count(apps),
    users: count(users),
    chats: count(chats),
    messages: count(messages, entryKind.message),
    entries: count(entries),
  };
}
