import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { type CapturedOutput, capturedOutput } from './captured-output.test-support.ts';
import type { Context } from './command.ts';
import { commandTable } from './command-table.ts';
import { askPassword } from './password-input.ts';
import { runCommand } from './run-command.ts';

const nothingOpens = () => Promise.reject(new Error('the data folder is locked'));

function contextOf(
  environment: Record<string, string>,
  typed = '',
): Context & { readonly output: CapturedOutput } {
  const input = new PassThrough();
  input.end(typed);
  return {
    sources: { environment, readFile: () => '', isTerminal: false },
    output: capturedOutput(),
    input,
    clock: createFakeClock(),
    stop: new AbortController().signal,
    version: '1.2.3',
    openOffice: nothingOpens,
    openReindexing: nothingOpens,
    rebuild: nothingOpens,
    startServer: nothingOpens,
  };
}

async function run(line: string, environment: Record<string, string> = {}) {
  const context = contextOf(environment);
  const code = await runCommand(line.split(' '), commandTable, context);
  return { code, result: context.output.result.join('\n'), notes: context.output.notes.join('\n') };
}

test('CMD3 check-config ends with 3 and names every problem, misspelled variables too; with 0 when all is sound', async () => {
  assert.deepEqual(await run('check-config'), { code: 0, result: 'The configuration is sound.', notes: '' });
  const wrong = { PARLEY_PORT: 'x', PARLEY_LARGE_CHAT: '0', PARLEY_PROT: '1' };
  const { code, result } = await run('check-config', wrong);
  assert.equal(code, 3);
  assert.equal(result.split('\n').length, 3);
  const json = JSON.parse((await run('check-config --json', wrong)).result);
  assert.equal(json.ok, false);
  assert.deepEqual(Object.keys(json.problems[0]), ['subject', 'problem', 'remedy']);
});

test('CMD3 a command on a wrong configuration ends with 3 and tells why on stderr', async () => {
  const { code, result, notes } = await run('user list', { PARLEY_PORT: 'x' });
  assert.deepEqual([code, result], [3, '']);
  assert.match(notes, /PARLEY_PORT is "x"/);
});

test('CMD3 a command that fails ends with 1 and its reason on stderr', async () => {
  assert.deepEqual(await run('user list'), {
    code: 1,
    result: '',
    notes: 'parley: the data folder is locked',
  });
});

test('CMD4 print-config shows every value and its source, as a table, as JSON and as a file', async () => {
  const environment = { PARLEY_PORT: '9000', PARLEY_OPERATOR_KEY: 'open-sesame-open-sesame' };
  const { code, result } = await run('print-config', environment);
  assert.equal(code, 0);
  assert.match(result, /^PARLEY_PORT +9000 +environment$/m);
  assert.match(result, /^PARLEY_OPERATOR_KEY +\(secret, set\) +environment$/m);
  const rows = JSON.parse((await run('print-config --json', environment)).result);
  assert.deepEqual(rows[1], { variable: 'PARLEY_PORT', value: 9000, source: 'environment' });
  const file = (await run('print-config --file', environment)).result;
  assert.equal(JSON.parse(file).port, 9000);
  assert.doesNotMatch(result + JSON.stringify(rows) + file, /sesame/);
});

test('CMD1 help and version answer', async () => {
  assert.equal((await run('version')).result, 'parley 1.2.3');
  assert.match((await run('help user create')).result, /^parley user create USERNAME \[flags\]/);
  assert.equal((await run('help nothing')).code, 2);
});

test('CMD2 input that a person must correct ends with 2, before the data folder is opened', async () => {
  for (const line of [
    'app create \t',
    'user create -x',
    'user create no/name --no-password',
    'export --chat 0',
    'tail --last x',
  ]) {
    assert.equal((await run(line)).code, 2, line);
  }
});

test('CMD6 a password is read from stdin, and one that cannot be used is refused without repeating it', async () => {
  assert.equal(await askPassword(contextOf({}, 'correct horse\nmore')), 'correct horse');
  assert.equal(await askPassword(contextOf({}, 'correct horse')), 'correct horse');
  const short = contextOf({}, 'horse\n');
  assert.equal(await askPassword(short), undefined);
  assert.match(short.output.notes.join(), /^The password is too short/);
  assert.doesNotMatch(short.output.notes.join(), /horse/);
  const silent = contextOf({}, '');
  assert.equal(await askPassword(silent), undefined);
  assert.deepEqual(silent.output.notes, ['No password was given.']);
});
