import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommandLine } from './command-line.ts';
import { commandTable } from './command-table.ts';
import { exitCode } from './exit-code.ts';
import { commandReference, helpText } from './help-text.ts';

const read = (...argv: string[]) => readCommandLine(argv, commandTable);

function problem(...argv: string[]): string {
  const asked = read(...argv);
  return asked.kind === 'wrong' ? asked.problem : `no problem: ${asked.kind}`;
}

test('CMD1 without a command the server runs; commands have one word or two', () => {
  const cases = { '': 'serve', serve: 'serve', 'app create X': 'app create', 'import a b --json': 'import' };
  for (const [line, name] of Object.entries(cases)) {
    const asked = read(...line.split(' ').filter(Boolean));
    assert.equal(asked.kind === 'run' && asked.command.name, name);
  }
  const asked = read('import', 'a.jsonl', '--chat', 'General', 'b.jsonl');
  assert.ok(asked.kind === 'run');
  assert.deepEqual(asked.args, ['a.jsonl', 'b.jsonl']);
  assert.deepEqual({ ...asked.flags }, { chat: 'General', app: undefined, json: false });
});

test('CMD1 every command has help and a place on the reference page, with its arguments and flags', () => {
  const reference = commandReference(commandTable);
  for (const { name, summary, flags, args = [] } of commandTable) {
    const help = helpText(commandTable, name);
    assert.ok(help.includes(summary), name);
    for (const flag of Object.keys(flags)) assert.ok(help.includes(`--${flag}`), `${name} --${flag}`);
    for (const argument of args) assert.ok(help.includes(argument.name), `${name} ${argument.name}`);
    assert.ok(helpText(commandTable, '').includes(`  ${name} `), name);
    assert.ok(reference.includes(`## parley ${name}\n`), name);
  }
});

test('CMD1 --help and -h are understood wherever they stand', () => {
  assert.deepEqual(read('--help'), { kind: 'help', topic: '' });
  assert.deepEqual(read('app', '--help'), { kind: 'help', topic: 'app' });
  assert.deepEqual(read('user', 'create', 'alice', '-h'), { kind: 'help', topic: 'user create' });
  const asked = read('--version');
  assert.equal(asked.kind === 'run' && asked.command.name, 'version');
});

test('CMD2 a wrong command line is answered with what is wrong and the likely name', () => {
  assert.equal(problem('imprt', 'x'), 'There is no command imprt x; did you mean parley import?');
  assert.equal(
    problem('user', 'creat', 'x'),
    'There is no command user creat; did you mean parley user create?',
  );
  assert.equal(problem('usr'), 'There is no command usr; did you mean parley user?');
  assert.equal(problem('import'), 'parley import needs FILE: A file of JSON lines.');
  assert.equal(problem('import', 'a', '--jsn'), 'parley import has no --jsn; did you mean --json?');
  assert.equal(problem('import', 'a', '--chat'), '--chat needs a value: --chat NAME');
  assert.equal(problem('import', 'a', '--json=yes'), '--json takes no value');
  assert.equal(problem('app', 'show', 'a', 'b'), 'parley app show does not take "b"');
  assert.equal(problem('serve', '-p', '80'), 'parley serve has no --p');
});

test('CMD3 the exit codes are those of the specification, and help tells them', () => {
  assert.deepEqual(exitCode, { ok: 0, failed: 1, usage: 2, config: 3, notFound: 4, partial: 5 });
  assert.match(helpText(commandTable, ''), /Exit codes:\n {2}0 {2}done\n[\s\S]*5 {2}done, but some/);
});
