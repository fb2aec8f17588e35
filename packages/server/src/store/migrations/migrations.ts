import { first } from './0001-first.ts';
import { firstMysql } from './0001-first-mysql.ts';
import { owner, ownerMysql } from './0002-owner.ts';
import { spokenEntries } from './0003-spoken-entries.ts';
import { lease } from './0004-lease.ts';

/** One step in both dialects. */
interface Step {
  readonly sqlite: string;
  /** One statement each, since none of them can be taken back together. `options` are what a new table ends with. */
  readonly mysql: (options: string) => readonly string[];
}

/** In order; a step that has been released is never changed. */
const steps: readonly Step[] = [
  { sqlite: first, mysql: firstMysql },
  { sqlite: owner, mysql: ownerMysql },
  // Timelines of a cluster are read from its log.
  { sqlite: spokenEntries, mysql: () => [] },
  // Among the first tables of a cluster.
  { sqlite: lease, mysql: () => [] },
];

/** Steps of the schema on SQLite. */
export const migrations: readonly string[] = steps.map(({ sqlite }) => sqlite);

/** The same steps on MySQL. */
export const mysqlMigrations: readonly Step['mysql'][] = steps.map(({ mysql }) => mysql);
