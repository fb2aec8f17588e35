import type { SqlValue, Statement } from '../../sql/statement.ts';
import { mysqlQueries } from '../queries/mysql-queries.ts';

/** A text with a `?` for each value, and which of the statement's values those are; undefined: all, in order. */
interface Compiled {
  readonly sql: string;
  readonly order: readonly number[] | undefined;
}

interface CompiledText {
  readonly lock: Compiled | undefined;
  readonly main: Compiled;
  readonly rows: Compiled | undefined;
}

/** What runs for one statement of a write. */
export interface MysqlStatement {
  readonly lock: Statement | undefined;
  readonly main: Statement;
  readonly rows: Statement | undefined;
}

const known = new Map([...mysqlQueries.keys()].map((sql) => [sql, compileText(sql)]));

/** A statement as MySQL has it. Texts that are not the store's are taken as they are. */
export function mysqlStatement({ sql, values }: Statement): MysqlStatement {
  const { lock, main, rows } = known.get(sql) ?? compileText(sql);
  return {
    lock: lock && bind(lock, values),
    main: bind(main, values),
    rows: rows && bind(rows, values),
  };
}

function compileText(sql: string): CompiledText {
  const text = mysqlQueries.get(sql);
  return {
    lock: text?.lock === undefined ? undefined : compile(text.lock),
    main: compile(text?.sql ?? sql),
    rows: text?.rows === undefined ? undefined : compile(text.rows),
  };
}

function compile(text: string): Compiled {
  const order = [...text.matchAll(/\?(\d+)/g)].map(([, place]) => Number(place) - 1);
  return order.length === 0 ? { sql: text, order: undefined } : { sql: text.replace(/\?\d+/g, '?'), order };
}

function bind({ sql, order }: Compiled, values: readonly SqlValue[]): Statement {
  return { sql, values: order === undefined ? values : order.map((place) => values[place] ?? null) };
}
