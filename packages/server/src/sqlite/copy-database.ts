import { backup, DatabaseSync } from 'node:sqlite';

/** Pages of a step; between two of them the process does other things. */
const pagesAtOnce = 512;

/** Called after each step; what it throws ends the copying. */
export type CopyWatch = (donePages: number, totalPages: number) => void;

/**
 * Copies a database as it stands at one moment, page by page, while others go on writing to it (BACKUP1). The read
 * transaction holds that moment: without it each commit of another process would make the copying begin anew.
 * Until it ends the writers' write-ahead log cannot be emptied and grows by what they write.
 */
export async function copyDatabase(path: string, target: string, watch: CopyWatch): Promise<void> {
  const source = new DatabaseSync(path);
  try {
    source.exec('pragma busy_timeout = 10000; pragma query_only = on; begin');
    // The transaction begins with the first reading.
    source.prepare('pragma user_version').get();
    const progress = (step: { totalPages: number; remainingPages: number }) =>
      watch(step.totalPages - step.remainingPages, step.totalPages);
    await backup(source, target, { rate: pagesAtOnce, progress });
  } finally {
    source.close();
  }
}
