import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { nearest } from '../config/suggest.ts';
import type { Command } from './command.ts';

/** What a command line asks for. */
export type Asked =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly args: string[];
      readonly flags: Record<string, unknown>;
    }
  | { readonly kind: 'help'; readonly topic: string }
  | { readonly kind: 'wrong'; readonly problem: string; readonly command?: Command };

/** Finds the command by its one or two words and reads what follows as its row says (CMD2). */
export function readCommandLine(argv: readonly string[], table: readonly Command[]): Asked {
  const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'));
  if (argv[0] === '--version') return readCommandLine(['version', ...argv.slice(1)], table);
  if (argv.length > 0 && words.length === 0 && argv.includes('--help')) return { kind: 'help', topic: '' };
  const command = findCommand(words, table);
  if (command === undefined) return unknownCommand(words, argv, table);
  return readArguments(command, words.length === 0 ? argv : argv.slice(command.name.split(' ').length));
}

function findCommand([first, second]: readonly string[], table: readonly Command[]): Command | undefined {
  if (first === undefined) return table.find((row) => row.name === 'serve');
  return table.find((row) => row.name === `${first} ${second}`) ?? table.find((row) => row.name === first);
}

function unknownCommand(words: readonly string[], argv: readonly string[], table: readonly Command[]): Asked {
  const [first = ''] = words;
  const group = table.filter((row) => row.name.startsWith(`${first} `));
  if (group.length > 0 && (argv.includes('--help') || words.length === 1))
    return { kind: 'help', topic: first };
  const name = words.join(' ');
  const names = table.flatMap((row) => [row.name, row.name.split(' ')[0] ?? '']);
  const meant = nearest(name, names) ?? nearest(first, names);
  const advice = meant === undefined ? 'see parley help' : `did you mean parley ${meant}?`;
  return { kind: 'wrong', problem: `There is no command ${name}; ${advice}` };
}

function readArguments(command: Command, argv: readonly string[]): Asked {
  if (argv.includes('--help') || argv.includes('-h')) return { kind: 'help', topic: command.name };
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options: optionsOf(command),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    const problem = token.kind === 'option' ? flagProblem(command, token.name, token.value) : undefined;
    if (problem !== undefined) return { kind: 'wrong', problem, command };
  }
  const problem = argumentProblem(command, positionals);
  if (problem !== undefined) return { kind: 'wrong', problem, command };
  return { kind: 'run', command, args: positionals, flags: completed(command, values) };
}

function optionsOf(command: Command): ParseArgsOptionsConfig {
  const options: ParseArgsOptionsConfig = {};
  for (const [name, flag] of Object.entries(command.flags)) {
    options[name] = { type: flag.type === 'switch' ? 'boolean' : 'string', multiple: flag.many === true };
  }
  return options;
}

function flagProblem(command: Command, name: string, value: string | undefined): string | undefined {
  const flag = command.flags[name];
  if (flag === undefined) {
    const meant = nearest(name, Object.keys(command.flags));
    return `parley ${command.name} has no --${name}${meant === undefined ? '' : `; did you mean --${meant}?`}`;
  }
  if (flag.type === 'switch') return value === undefined ? undefined : `--${name} takes no value`;
  return value === undefined || value === ''
    ? `--${name} needs a value: --${name} ${flag.value ?? 'VALUE'}`
    : undefined;
}

function argumentProblem({ name, args = [] }: Command, given: readonly string[]): string | undefined {
  const missing = args.find((argument, index) => !argument.optional && given[index] === undefined);
  if (missing !== undefined) return `parley ${name} needs ${missing.name}: ${missing.help}`;
  const extra = given[args.length];
  if (extra === undefined || args.at(-1)?.many) return undefined;
  return `parley ${name} does not take ${JSON.stringify(extra)}`;
}

/** Switches that were not given are off, lists empty. */
function completed(command: Command, values: Record<string, unknown>): Record<string, unknown> {
  const flags: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(command.flags)) {
    flags[name] = values[name] ?? (flag.type === 'switch' ? false : flag.many ? [] : undefined);
  }
  return flags;
}
