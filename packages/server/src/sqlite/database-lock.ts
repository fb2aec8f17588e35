import { DatabaseSync } from 'node:sqlite';

const taken: readonly number[] = [5, 6];
const damaged: readonly number[] = [11, 26];

/**
 * Takes a database for oneself: whoever opens it meanwhile waits, then fails. Everything in it is in the one file
 * then, without a write-ahead log beside it. undefined: another process has it open. A damaged one is nobody's.
 */
export function lockDatabase(path: string): Disposable | undefined {
  const connection = new DatabaseSync(path);
  try {
    // Leaving the write-ahead log is possible only to the last one who has the database open.
    connection.exec('pragma busy_timeout = 0; pragma journal_mode = delete; begin exclusive');
  } catch (error) {
    connection.close();
    const code = codeOf(error);
    if (taken.includes(code)) return undefined;
    if (!damaged.includes(code)) throw error;
    return { [Symbol.dispose]: () => undefined };
  }
  return { [Symbol.dispose]: () => connection.close() };
}

function codeOf(error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 0;
  return code & 0xff;
}
