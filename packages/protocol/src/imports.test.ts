import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('.', import.meta.url);
const sources = globSync('**/*.ts', { cwd: folder }).filter((file) => !file.endsWith('.test.ts'));

test('API10 the contract imports the schema library and itself, nothing else', () => {
  assert.ok(sources.length > 40);
  for (const file of sources) {
    const source = readFileSync(new URL(file, folder), 'utf8');
    for (const [, from] of source.matchAll(/ from '([^']+)'/g)) {
      assert.match(from ?? '', /^(zod|\.\.?\/[a-z0-9/-]+(\.test-support)?\.ts)$/, file);
    }
    assert.doesNotMatch(source, /\b(process|Buffer|require|globalThis|window|__dirname)\s*[.([]/, file);
  }
});
