import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { referencePages } from './reference/pages.ts';
import { root } from './root.ts';

const folder = path.join(root, 'docs/reference');

describe('docs/reference', () => {
  for (const [name, wanted] of Object.entries(referencePages())) {
    test(`${name} is what its source says`, () => {
      const file = path.join(folder, name);
      const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
      assert.ok(found === wanted, `docs/reference/${name} is out of date; run npm run docs`);
    });
  }

  test('holds generated pages only', () => {
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(referencePages()).sort());
  });
});
