import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';

/** Statements of one step; `options` are what a new table ends with. */
export type MysqlStep = (options: string) => readonly string[];

const lockSeconds = 60;
/** A table, a column or an index of that name exists. */
const alreadyThere: ReadonlySet<unknown> = new Set([1050, 1060, 1061]);

/**
 * Brings a database's schema up to date; of several that start at once one does, the others wait. MySQL commits each
 * change of the schema by itself, so each statement is noted: whoever was ended half-way is continued from there, and a
 * statement that was run but not noted is recognised (STORE12).
 */
export async function migrateMysql(url: string, steps: readonly MysqlStep[]): Promise<void> {
  const connection = await createConnection({ uri: url, charset: 'UTF8MB4_BIN' });
  try {
    await takeLock(connection);
    await connection.query(
      'create table if not exists schema_change (step int not null, part int not null, primary key (step, part))',
    );
    const done = await listDone(connection, steps.length);
    const options = `character set utf8mb4 collate ${await collationOf(connection)}`;
    for (const [index, step] of steps.entries()) {
      for (const [part, sql] of step(options).entries()) {
        if (!done.has(`${index + 1}.${part + 1}`)) await change(connection, sql, [index + 1, part + 1]);
      }
    }
  } finally {
    // The lock goes with the connection.
    connection.destroy();
  }
}

async function takeLock(connection: Connection): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "select get_lock(left(concat('parley:', database()), 64), ?) as taken",
    [lockSeconds],
  );
  if (rows[0]?.taken !== 1) {
    throw new Error(
      `another node has been changing the schema for ${lockSeconds} s; start again when it is done`,
    );
  }
}

/** Statements that were run, as `step.part`. */
async function listDone(connection: Connection, newestStep: number): Promise<ReadonlySet<string>> {
  const [rows] = await connection.query<RowDataPacket[]>('select step, part from schema_change');
  const step = Math.max(0, ...rows.map((row) => Number(row.step)));
  if (step > newestStep) {
    throw new Error(`the database was written by a newer Parley (schema ${step}); run that version`);
  }
  return new Set(rows.map((row) => `${row.step}.${row.part}`));
}

async function change(connection: Connection, sql: string, place: readonly [number, number]): Promise<void> {
  try {
    await connection.query(sql);
  } catch (error) {
    if (!alreadyThere.has((error as { errno?: number }).errno)) throw error;
  }
  await connection.query('insert into schema_change (step, part) values (?, ?)', [...place]);
}

/** Byte by byte and without padding, as SQLite compares (STORE9): both families have it, each by its own name. */
async function collationOf(connection: Connection): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>('select version() as version');
  return /mariadb/i.test(String(rows[0]?.version)) ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
}
