import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { capturedOutput } from './captured-output.test-support.ts';
import { createProgress } from './progress.ts';
import { textTable } from './text-table.ts';

test('CMD4 tables line up, also with wide characters, emoji and numbers', () => {
  const rows = [
    ['alice', 'Alice', 5],
    ['bob', '北京 👩‍👩‍👧', 12_000],
    ['c', null, 7],
  ];
  assert.deepEqual(textTable(['user', 'name', 'n'], rows), [
    'user   name         n',
    'alice  Alice        5',
    'bob    北京 👩‍👩‍👧  12000',
    'c      –            7',
  ]);
});

test('CMD6 text from people cannot control the terminal', () => {
  const [, row] = textTable(['name'], [['\u001b[2Jx\nroot\u2028']]);
  assert.equal(row, '\\u001b[2Jx⏎root\\u2028');
});

test('CMD5 on a terminal long work draws a bar in one line, and takes it away at the end', async () => {
  const clock = createFakeClock();
  const output = capturedOutput(true);
  const progress = createProgress(output, clock, 'file');
  progress.update(1, 10, 'too soon');
  await clock.advance(1000);
  progress.update(5, 10, '5 imported');
  progress.end();
  assert.deepEqual(output.notes, [
    '\r\u001b[Kfile ██████████████░░░░░░░░░░░░░░  50% 5 imported, 1 s left',
    '\r\u001b[K',
  ]);
  assert.deepEqual(output.result, []);
});

test('CMD5 elsewhere long work writes a plain line every few seconds', async () => {
  const clock = createFakeClock();
  const output = capturedOutput(false);
  const progress = createProgress(output, clock, 'file');
  for (let second = 1; second <= 12; second++) {
    await clock.advance(1000);
    progress.update(second, 120, `${second} imported`);
  }
  progress.end();
  assert.deepEqual(output.notes, ['file: 4% 5 imported, 2 min left', 'file: 8% 10 imported, 2 min left']);
});
