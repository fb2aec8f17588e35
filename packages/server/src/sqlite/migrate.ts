import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { openWritable } from './connection.ts';

/** Brings a file's schema up to date, each step in its own transaction; a file of a newer Parley is refused. */
export function migrate(path: string, migrations: readonly string[]): void {
  const connection = openWritable(path);
  try {
    const version = schemaVersion(connection);
    if (version > migrations.length) {
      throw new Error(`${path} was written by a newer Parley (schema ${version}); run that version`);
    }
    for (let step = version; step < migrations.length; step++) {
      runStep(connection, step, migrations[step] ?? '');
    }
  } finally {
    connection.close();
  }
}

function runStep(connection: DatabaseSync, step: number, sql: string): void {
  connection.exec('begin immediate');
  try {
    // Another process may have run this step while this one waited for the lock.
    if (schemaVersion(connection) === step) {
      connection.exec(sql);
      if (step === 0) {
        connection
          .prepare("insert into meta (key, value) values ('epoch', ?)")
          .run(randomBytes(12).toString('base64url'));
      }
      connection.exec(`pragma user_version = ${step + 1}`);
    }
    connection.exec('commit');
  } catch (error) {
    connection.exec('rollback');
    throw error;
  }
}

function schemaVersion(connection: DatabaseSync): number {
  return Number(connection.prepare('pragma user_version').get()?.user_version);
}
