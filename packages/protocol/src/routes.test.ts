import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { operationIds, operationOf } from './operation-table.ts';
import { routes } from './routes.ts';

/** What a browser's program imports: none of it may bring a schema along. */
const withoutSchemas = ['close-codes', 'limits', 'normalise', 'routes', 'subprotocol', 'utf8'];

test('API7 the routes without schemas are those of the operations', () => {
  const expected = operationIds.map((id) => {
    const { method, path } = operationOf(id);
    return [id, { method, path }];
  });
  assert.deepEqual(routes, Object.fromEntries(expected));
});

test('API7 what a browser needs comes without the schema library', () => {
  for (const name of withoutSchemas) {
    const source = readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8');
    assert.doesNotMatch(source, /^import (?!type )/m, name);
  }
});
