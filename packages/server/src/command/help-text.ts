import { optionsHelp } from '../config/describe.ts';
import type { Argument, Command } from './command.ts';
import { exitCode, exitCodeMeaning } from './exit-code.ts';

/** The help of the whole command, of a group such as `app`, or of one command. */
export function helpText(table: readonly Command[], topic: string): string {
  const command = table.find((row) => row.name === topic);
  if (command !== undefined) return commandHelp(command);
  const rows = table.filter((row) => topic === '' || row.name.startsWith(`${topic} `));
  const width = Math.max(...rows.map((row) => row.name.length));
  const lines = rows.map((row) => `  ${row.name.padEnd(width)}  ${row.summary}`);
  return topic === '' ? generalHelp(lines) : [`parley ${topic} …`, '', ...lines].join('\n');
}

function generalHelp(lines: readonly string[]): string {
  return [
    'Parley: a chat server you own.',
    '',
    'parley [command] [arguments] [--flags]     without a command: serve',
    '',
    ...lines,
    '',
    'parley help COMMAND tells more. Settings come from PARLEY_… variables or the file that PARLEY_CONFIG names;',
    'parley help serve lists them. Commands work on the data folder, with the server running or not.',
    '',
    'Exit codes:',
    ...exitCodeLines(),
  ].join('\n');
}

function exitCodeLines(): string[] {
  const names = Object.keys(exitCode) as (keyof typeof exitCode)[];
  return names.map((name) => `  ${exitCode[name]}  ${exitCodeMeaning[name]}`);
}

function commandHelp(command: Command): string {
  const { name, summary, args = [], flags, details } = command;
  const usage = [
    'parley',
    name,
    ...args.map(argumentText),
    ...(Object.keys(flags).length > 0 ? ['[flags]'] : []),
  ];
  const lines = [usage.join(' '), '', summary];
  const rows = [
    ...args.map((argument) => [argument.name, argument.help] as const),
    ...Object.entries(flags).map(
      ([flag, { type, value, help }]) =>
        [`--${flag}${type === 'text' ? ` ${value ?? 'VALUE'}` : ''}`, help] as const,
    ),
  ];
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  if (rows.length > 0) lines.push('', ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`));
  if (details !== undefined) lines.push('', details);
  if (name === 'serve') lines.push('', optionsHelp());
  return lines.join('\n');
}

function argumentText({ name, optional, many }: Argument): string {
  const text = many ? `${name}…` : name;
  return optional ? `[${text}]` : text;
}

/** The reference page of the command, as Markdown. */
export function commandReference(table: readonly Command[]): string {
  const sections = table.map((row) => `## parley ${row.name}\n\n\`\`\`\n${withoutOptions(row)}\n\`\`\`\n`);
  return `# The command\n\n\`\`\`\n${helpText(table, '')}\n\`\`\`\n\n${sections.join('\n')}`;
}

/** The options have a page of their own. */
function withoutOptions(row: Command): string {
  return commandHelp(row).replace(`\n\n${optionsHelp()}`, '');
}
