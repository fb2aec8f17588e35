import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TestReport } from '../scripts/test-report.mjs';
import { requiredButLeftOut, selectTests } from '../scripts/test-selection.mjs';

const files = ['packages/a/x.test.ts', 'packages/b/y.browser.test.ts', 'packages/b/z.long.test.ts'];
const none = { filters: [], long: false, has: () => false };
const all = { filters: [], long: true, has: () => true };

const ended = (name: string, error?: unknown, more: object = {}) => ({
  name,
  nesting: 0,
  file: '/r/a.test.ts',
  details: { type: 'test', duration_ms: 1, error },
  ...more,
});

describe('npm test', () => {
  test('leaves out by name and reason what the machine cannot run, and long tests', () => {
    const { run, leftOut } = selectTests(files, none);
    assert.deepEqual(run, ['packages/a/x.test.ts']);
    assert.deepEqual(
      leftOut.map(({ file, kind }) => [file, kind]),
      [
        ['packages/b/y.browser.test.ts', 'browser'],
        ['packages/b/z.long.test.ts', 'long'],
      ],
    );
    assert.match(leftOut[0]?.reason ?? '', /chromium.*apt-get install chromium.*PARLEY_CHROMIUM/);
    assert.deepEqual(selectTests(files, all).run, files);
  });

  test('counts a test of a contract suite for the file that runs it', () => {
    const report = new TestReport('/r');
    report.ended(
      ended('kept', undefined, { file: '/r/log.contract.ts', entryFile: '/r/sqlite.test.ts' }),
      true,
    );
    assert.match(report.fileLine('/r/sqlite.test.ts'), /sqlite\.test\.ts: 1 /);
    assert.deepEqual(report.emptyFiles(), []);
  });

  test('narrows by a part of the path; a long test that is named runs', () => {
    assert.deepEqual(selectTests(files, { ...all, filters: ['packages/a'] }).run, ['packages/a/x.test.ts']);
    const named = selectTests(files, { ...none, filters: ['packages/b/z.long.test.ts'] });
    assert.deepEqual(named.run, ['packages/b/z.long.test.ts']);
  });

  test('PARLEY_TEST_REQUIRE turns what is left out into a failure', () => {
    const { leftOut } = selectTests(files, none);
    assert.equal(requiredButLeftOut(leftOut, undefined).length, 0);
    assert.equal(requiredButLeftOut(leftOut, 'cluster').length, 0);
    assert.equal(requiredButLeftOut(leftOut, 'cluster,browser').length, 1);
    assert.equal(requiredButLeftOut(leftOut, 'all').length, 1);
  });

  test('a run that is ended from outside names what it had not come to', () => {
    const report = new TestReport('/r');
    report.open(['/r/a.test.ts', '/r/b.test.ts']).delete('/r/a.test.ts');
    report.cutOff();
    assert.match(report.details(), /✖ all tests run\n.*ended from outside.*\n\s+b\.test\.ts$/s);
    assert.doesNotMatch(report.details(), /a\.test/);
  });

  test('a file that is run again counts once', () => {
    const report = new TestReport('/r');
    report.ended(ended('one'), true);
    report.ended(ended('two', new Error('late')), false);
    assert.deepEqual(report.failedFiles(), ['a.test.ts']);
    assert.deepEqual(
      report.forget('/r/a.test.ts').map(({ name }) => name),
      ['two'],
    );
    report.ended(ended('one'), true);
    report.ended(ended('two'), true);
    assert.deepEqual([report.passed, report.failures, report.failedFiles()], [2, [], []]);
  });

  test('counts tests, not suites, and a crashed file as a failure', () => {
    const report = new TestReport('/r');
    report.ended(ended('one'), true);
    report.ended(ended('two', new Error('no')), false);
    report.ended(
      ended(
        's',
        { failureType: 'subtestsFailed' },
        { details: { type: 'suite', error: { failureType: 'subtestsFailed' } } },
      ),
      false,
    );
    report.ended(
      ended('s', undefined, { details: { type: 'suite', error: { failureType: 'hookFailed' } } }),
      false,
    );
    report.ended(ended('later', undefined, { skip: 'why' }), true);
    report.ended(ended('b.test.ts', { failureType: 'testCodeFailure' }, { file: '/r/b.test.ts' }), false);
    assert.equal(report.passed, 1);
    assert.deepEqual(
      report.failures.map(({ name }) => name),
      ['two', 's', 'b.test.ts'],
    );
    assert.deepEqual(report.skipped, ['later (a.test.ts)']);
  });

  test('a file that ran without a test is found', () => {
    const report = new TestReport('/r');
    report.ended(ended('a.test.ts'), true);
    report.ended(ended('later', undefined, { skip: 'why', file: '/r/b.test.ts' }), true);
    assert.deepEqual(report.emptyFiles(), ['a.test.ts']);
  });
});
