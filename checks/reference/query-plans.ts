import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupQueries } from '@parley/server/backup/backup-queries.ts';
import { logQueries } from '@parley/server/log/sqlite/log-queries.ts';
import { searchSchema } from '@parley/server/search/sqlite/search-file.ts';
import { searchQueries } from '@parley/server/search/sqlite/search-queries.ts';
import { migrate } from '@parley/server/sqlite/migrate.ts';
import { writerQueries } from '@parley/server/sqlite/writer-queries.ts';
import { migrations } from '@parley/server/store/migrations/migrations.ts';
import { accountQueries } from '@parley/server/store/queries/account-queries.ts';
import { appQueries } from '@parley/server/store/queries/app-queries.ts';
import { chatQueries } from '@parley/server/store/queries/chat-queries.ts';
import { friendQueries } from '@parley/server/store/queries/friend-queries.ts';
import { leaseQueries } from '@parley/server/store/queries/lease-queries.ts';
import { messageQueries } from '@parley/server/store/queries/message-queries.ts';
import { rebuildQueries } from '@parley/server/store/queries/rebuild-queries.ts';
import { sessionQueries } from '@parley/server/store/queries/session-queries.ts';
import { tailerQueries } from '@parley/server/store/queries/tailer-queries.ts';

export interface PlannedQuery {
  readonly group: string;
  readonly name: string;
  readonly sql: string;
  /** One step a line, as SQLite explains it; empty for what needs no plan. */
  readonly plan: readonly string[];
}

const mainFile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  log: logQueries,
  writer: writerQueries,
  apps: appQueries,
  accounts: accountQueries,
  sessions: sessionQueries,
  friends: friendQueries,
  chats: chatQueries,
  messages: messageQueries,
  tailers: tailerQueries,
  leases: leaseQueries,
  rebuild: rebuildQueries,
  backup: backupQueries,
};

/** Every statement the server can make, with its plan on the real schema (A10). */
export function plannedQueries(): PlannedQuery[] {
  const folder = mkdtempSync(join(tmpdir(), 'parley-plans-'));
  const path = join(folder, 'parley.db');
  migrate(path, migrations);
  const main = new DatabaseSync(path);
  const search = new DatabaseSync(':memory:');
  search.exec(searchSchema);
  try {
    const queries = Object.entries(mainFile).flatMap(([group, set]) => explain(main, group, set));
    return [...queries, ...explain(search, 'search', searchQueries)];
  } finally {
    main.close();
    search.close();
    rmSync(folder, { recursive: true });
  }
}

function explain(
  connection: DatabaseSync,
  group: string,
  queries: Readonly<Record<string, string>>,
): PlannedQuery[] {
  return Object.entries(queries).map(([name, sql]) => {
    const steps = connection.prepare(`explain query plan ${sql}`).all();
    return {
      group,
      name,
      sql: sql.replace(/\s+/g, ' ').trim(),
      plan: steps.map((step) => String(step.detail)),
    };
  });
}
