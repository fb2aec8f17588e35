import { accountMysql, accountQueries } from './account-queries.ts';
import { appMysql, appQueries } from './app-queries.ts';
import { archiveQueries } from './archive-queries.ts';
import { chatMysql, chatQueries } from './chat-queries.ts';
import { friendMysql, friendQueries } from './friend-queries.ts';
import { leaseMysql, leaseQueries } from './lease-queries.ts';
import { messageMysql, messageQueries } from './message-queries.ts';
import type { MysqlText, MysqlTexts } from './mysql-text.ts';
import { rebuildMysql, rebuildQueries } from './rebuild-queries.ts';
import { sessionMysql, sessionQueries } from './session-queries.ts';
import { tailerMysql, tailerQueries } from './tailer-queries.ts';

type Queries = Readonly<Record<string, string>>;

/** Every statement of the store as SQLite's text, which is what stores name it by, with what MySQL runs for it. */
export const mysqlQueries: ReadonlyMap<string, MysqlText> = new Map([
  ...paired(accountQueries, accountMysql),
  ...paired(appQueries, appMysql),
  ...paired(archiveQueries, {}),
  ...paired(chatQueries, chatMysql),
  ...paired(friendQueries, friendMysql),
  ...paired(messageQueries, messageMysql),
  ...paired(sessionQueries, sessionMysql),
  ...paired(tailerQueries, tailerMysql),
  ...paired(leaseQueries, leaseMysql),
  ...paired(rebuildQueries, rebuildMysql),
]);

function paired<Set extends Queries>(queries: Set, texts: MysqlTexts<Set>): [string, MysqlText][] {
  return Object.entries(queries).map(([name, sql]) => [sql, texts[name] ?? {}]);
}
