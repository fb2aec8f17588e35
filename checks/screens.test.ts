import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { sourceFiles } from './architecture/source-file.ts';
import { root } from './root.ts';

const folder = path.join(root, 'docs/screens');
const here = 'checks/screens.test.ts';
const taker = 'packages/testkit/src/browser-person.ts';
const maker = 'packages/web/e2e/screens.browser.test.ts';

/** The names of the pictures that the test makes. */
function namesMade(): string[] {
  const lines = readFileSync(path.join(root, maker), 'utf8').split('\n');
  const shown = lines.filter((line) => line.includes('await show('));
  return shown.flatMap((line) =>
    [...line.slice(line.indexOf(',')).matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, name = '']) => name),
  );
}

describe('docs/screens', () => {
  test('WEB126 every picture is made by the one test that makes them, and every one it makes is there', () => {
    const made = namesMade().filter((name) => name !== 'light');
    assert.deepEqual(readdirSync(folder).sort(), made.map((name) => `${name}.png`).sort());
    const writers = sourceFiles().filter(
      ({ path: file, text }) => file !== here && text.includes('documentedPicture('),
    );
    assert.deepEqual(writers.map((file) => file.path).sort(), [taker, maker]);
  });

  test('WEB126 no picture is larger than 150 kB', () => {
    const sizes = readdirSync(folder).map((name) => ({
      name,
      bytes: statSync(path.join(folder, name)).size,
    }));
    assert.deepEqual(
      sizes.filter(({ bytes }) => bytes > 150_000),
      [],
    );
  });
});
