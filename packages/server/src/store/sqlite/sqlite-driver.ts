import type { Database } from '../../sqlite/database.ts';
import type { SqlDriver } from '../sql-driver.ts';

/** The store on the SQLite file that the log shares. */
export function sqliteDriver(database: Database): SqlDriver {
  return {
    read: async (sql, values) => database.all(sql, values),
    readOne: async (sql, values) => database.get(sql, values),
    readTogether: async (statements) => database.allTogether(statements),
    async write(statements) {
      const result = await database.write({ kind: 'statements', statements });
      if (result.kind === 'appended' || result.kind === 'conflict') {
        throw new Error(`statements were answered as ${result.kind}`);
      }
      return result;
    },
  };
}
