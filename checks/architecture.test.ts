import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { exceptions } from './architecture/exceptions.ts';
import {
  barrelViolations,
  environmentViolations,
  linesOf,
  nameViolations,
  sizeViolations,
  suppressionViolations,
  usualFile,
} from './architecture/file-rules.ts';
import { functionsOf, functionViolations } from './architecture/function-rules.ts';
import { cycleViolations, importViolations } from './architecture/import-rules.ts';
import {
  literalViolations,
  pointingIcons,
  sidesInStyles,
  sideViolations,
} from './architecture/page-rules.ts';
import { sourceFiles, type Violation } from './architecture/source-file.ts';
import { root } from './root.ts';

const files = sourceFiles();

function assertNone(found: readonly Violation[]): void {
  const left = found.filter(
    ({ path, rule }) => !exceptions.some((exception) => exception.path === path && exception.rule === rule),
  );
  const text = left.map(({ path, what }) => `  ${path}: ${what}`).join('\n');
  assert.equal(left.length, 0, `${left.length} against the rule:\n${text}`);
}

const rules: Readonly<Record<string, () => Violation[]>> = {
  'imports go down the layers, libraries stay in their folders': () => files.flatMap(importViolations),
  'imports make no circles': () => cycleViolations(files),
  'no file only passes on other files': () => files.flatMap(barrelViolations),
  'the environment is read in config/ only': () => files.flatMap(environmentViolations),
  'no file is longer than 300 lines': () => files.flatMap(sizeViolations),
  'no function is longer than 40 lines or takes more than 4 parameters': () =>
    files.flatMap(functionViolations),
  'names say what a thing is': () => files.flatMap(nameViolations),
  'nothing is suppressed or put off in a comment': () => files.flatMap(suppressionViolations),
  'WEB116 every word on the page goes through the translator': () => files.flatMap(literalViolations),
  'WEB118 the page is laid out by start and end, not by left and right': () => files.flatMap(sideViolations),
};

describe('architecture', () => {
  for (const [title, find] of Object.entries(rules)) test(title, () => assertNone(find()));

  test('every exception is still needed and has a reason', () => {
    const found = Object.values(rules).flatMap((find) => find());
    const idle = exceptions.filter(
      ({ path, rule }) => !found.some((one) => one.path === path && one.rule === rule),
    );
    assert.deepEqual(idle, []);
    assert.ok(exceptions.every(({ reason }) => reason.length > 20));
  });

  test('WEB118 style sheets name no sides', () => {
    for (const sheet of globSync('packages/web/src/**/*.css', { cwd: root }))
      assert.deepEqual(sidesInStyles(readFileSync(path.join(root, sheet), 'utf8')), [], sheet);
  });

  test('WEB119 icons that point along the line are mirrored', () => {
    const styles = readFileSync(path.join(root, 'packages/web/src/styles/base.css'), 'utf8');
    const icons = files.filter((file) => file.path.startsWith('packages/web/src/')).flatMap(pointingIcons);
    const missing = icons.filter((icon) => !new RegExp(`\\.${icon}[\\s,]`).test(styles));
    assert.deepEqual(missing, []);
  });

  test('most files and functions are small', (t) => {
    const small = files.filter(({ text }) => linesOf(text) <= usualFile).length / files.length;
    const functions = files.flatMap(functionsOf);
    const short = functions.filter(({ lines }) => lines <= 20).length / functions.length;
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    t.diagnostic(`${percent(small)} of ${files.length} files have at most ${usualFile} lines`);
    t.diagnostic(`${percent(short)} of ${functions.length} functions have at most 20 lines`);
    assert.ok(small > 0.5 && short > 0.5);
  });
});
