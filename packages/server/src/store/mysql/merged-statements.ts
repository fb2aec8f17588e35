import type { SqlValue, Statement } from '../../sql/statement.ts';
import { mysqlQueries } from '../queries/mysql-queries.ts';
import type { ManyText } from '../queries/mysql-text.ts';
import { type MysqlStatement, mysqlStatement } from './mysql-statement.ts';

/** What runs as one, for so many statements of a write. */
export interface MergedStatement extends MysqlStatement {
  readonly count: number;
  readonly must: Statement['must'];
  /** Whether `changes` tells of each statement; of merged updates only their sum is known. */
  readonly isExact: boolean;
}

/** Few sizes, so that few texts are prepared: how many statements one text stands for. */
const sizes = [256, 64, 16, 4] as const;
/** Well within what a server takes in one packet by default. */
const charactersAtMost = 1_000_000;

const plainInsert = /^(insert into \w+ \([^)]*\) values )(\(\?(?:, \?)*\))$/;
const manyTexts = new Map([...mysqlQueries].map(([sql, text]) => [sql, text.many ?? manyOfInsert(sql)]));
const merged = new Map<string, string>();

/**
 * Statements of one text that follow each other become one statement for many rows: a transaction of a thousand rows
 * would else wait a thousand times for the network.
 */
export function mergedStatements(statements: readonly Statement[]): MergedStatement[] {
  const result: MergedStatement[] = [];
  for (let from = 0; from < statements.length; ) {
    const count = countFrom(statements, from);
    result.push(merge(statements.slice(from, from + count)));
    from += count;
  }
  return result;
}

/** How many statements from one on are taken together. */
function countFrom(statements: readonly Statement[], from: number): number {
  const sql = statements[from]?.sql ?? '';
  if (manyTextOf(sql) === undefined) return 1;
  let alike = 0;
  let characters = 0;
  for (let at = from; at < statements.length && alike < sizes[0]; at++) {
    const each = statements[at];
    if (each?.sql !== sql || each.must !== undefined) break;
    characters += lengthOf(each.values);
    if (characters > charactersAtMost) break;
    alike += 1;
  }
  return sizes.find((size) => size <= alike) ?? 1;
}

function merge(part: readonly Statement[]): MergedStatement {
  const [first = { sql: '', values: [] }] = part;
  const { must } = first;
  if (part.length === 1) return { ...mysqlStatement(first), must, count: 1, isExact: true };
  const main = { sql: mergedText(first.sql, part.length), values: part.flatMap(({ values }) => values) };
  const isExact = plainInsert.test(first.sql);
  return { lock: undefined, main, rows: undefined, must, count: part.length, isExact };
}

function mergedText(sql: string, count: number): string {
  const key = `${count} ${sql}`;
  let text = merged.get(key);
  if (text === undefined) {
    const { before, row, between, after } = manyTextOf(sql) ?? {
      before: '',
      row: sql,
      between: '',
      after: '',
    };
    text = before + Array.from({ length: count }, () => row).join(between) + after;
    merged.set(key, text);
  }
  return text;
}

function manyTextOf(sql: string): ManyText | undefined {
  return manyTexts.get(sql);
}

function manyOfInsert(sql: string): ManyText | undefined {
  const [, before, row] = plainInsert.exec(sql) ?? [];
  if (before === undefined || row === undefined || mysqlQueries.get(sql)?.sql !== undefined) return undefined;
  return { before, row, between: ', ', after: '' };
}

function lengthOf(values: readonly SqlValue[]): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
}
