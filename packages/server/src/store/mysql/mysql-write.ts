import { setTimeout as pause } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2/promise';
import type { Statement } from '../../sql/statement.ts';
import { WriteFailure } from '../../sql/write-failure.ts';
import type { Written } from '../sql-driver.ts';
import { faultOf, type MysqlFault, messageOf } from './mysql-error.ts';
import { abandon, type MysqlPool } from './mysql-pool.ts';
import { runAll } from './mysql-run.ts';

/** For how long a write is run again, by what stopped it. */
const patienceMs: Partial<Record<MysqlFault, number>> = { conflict: 10_000, lost: 2000 };
const firstPauseMs = 4;
const longestPauseMs = 250;

interface Refused {
  readonly kind: 'refused';
  readonly fault: MysqlFault;
  readonly message: string;
  /** Whether it may have been committed all the same. */
  readonly isOpen: boolean;
}

/**
 * Runs statements in one transaction. What another write stood in the way of, and what was lost with its connection
 * before it was to be committed, is run again from the start (STORE10); a connection lost during the commit leaves the
 * outcome open, and nothing is run twice.
 */
export async function write(pool: MysqlPool, statements: readonly Statement[]): Promise<Written> {
  const began = performance.now();
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptWrite(pool, statements);
    if (outcome.kind !== 'refused') return outcome;
    const { fault, message, isOpen } = outcome;
    if (fault === 'constraint') return { kind: 'constraint', message };
    if (isOpen) throw new WriteFailure('failed', `whether it was written is not known: ${message}`);
    if (performance.now() - began >= (patienceMs[fault] ?? 0)) {
      throw new WriteFailure(fault === 'full' ? 'full' : 'failed', message);
    }
    await pause(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt));
  }
}

async function attemptWrite(pool: MysqlPool, statements: readonly Statement[]): Promise<Written | Refused> {
  let connection: PoolConnection | undefined;
  let isCommitting = false;
  try {
    connection = await pool.take();
    await connection.query('start transaction');
    const ran = await runAll(connection, statements);
    if (ran.kind === 'unmet') {
      await abandon(connection);
      return ran;
    }
    isCommitting = true;
    await connection.query('commit');
    connection.release();
    return ran;
  } catch (error) {
    if (connection !== undefined) await abandon(connection);
    const fault = faultOf(error);
    return { kind: 'refused', fault, message: messageOf(error), isOpen: isCommitting && fault === 'lost' };
  }
}
