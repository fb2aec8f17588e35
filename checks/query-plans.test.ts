import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plannedQueries } from './reference/query-plans.ts';
import { root } from './root.ts';

/** Steps that read a whole table, and may: why. */
const allowed: Readonly<Record<string, string>> = {
  'log runs': 'a few dozen rows, read at start and after a merge',
  'backup brokenLogs': 'a backup is looked through whole, in a copy that nobody waits for',
  'backup apps': 'the same',
  'backup users': 'the same',
  'backup chats': 'the same',
  'backup messages': 'the same',
  'backup entries': 'the same',
  'backup sessions': 'the same',
};

/** A step that reads every row of a table; a constant row, a list of values and a full-text lookup are none. */
function scans(step: string): boolean {
  return /^SCAN (?!CONSTANT ROW|gram VIRTUAL TABLE INDEX|g VIRTUAL TABLE INDEX|json_each)/.test(step);
}

test('PLAN1 no statement of the server reads a whole table', () => {
  const scanning = plannedQueries().filter(
    (query) => query.plan.some(scans) && allowed[`${query.group} ${query.name}`] === undefined,
  );
  assert.deepEqual(
    scanning.map(({ group, name, plan }) => ({ query: `${group} ${name}`, plan })),
    [],
  );
});

test('PLAN1 a scan would be noticed, and what is allowed to scan still does', () => {
  assert.ok(scans('SCAN user'));
  assert.ok(scans('SCAN m USING COVERING INDEX member_by_user'));
  for (const name of Object.keys(allowed)) {
    const query = plannedQueries().find((each) => `${each.group} ${each.name}` === name);
    assert.ok(query?.plan.some(scans), name);
  }
});

test('PLAN2 SQL stands in named statements only, so that the list of plans is whole', () => {
  const source = join(root, 'packages/server/src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.ts') &&
      !/\.(test|contract|test-support)\.ts$|queries|migrations\/|search-file|migrate|connection|corpus/.test(
        file,
      ),
  );
  const written = files.filter((file) =>
    /['"`]\s*(select|insert into|update|delete from)\s[^'"`]*(from|values|set|where)\s/i.test(
      readFileSync(join(source, file), 'utf8'),
    ),
  );
  // Emptying the whole index is one statement of FTS5's own; it plans nothing.
  assert.deepEqual(written, ['search/sqlite/document-writer.ts']);
});
