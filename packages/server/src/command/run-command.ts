import { ConfigFault } from '../config/config-fault.ts';
import type { Command, Context } from './command.ts';
import { readCommandLine } from './command-line.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { helpText } from './help-text.ts';
import { UnusableConfig } from './settings.ts';

/** Runs what the command line asks for; answers the exit code. A failure is told in one line on stderr. */
export async function runCommand(
  argv: readonly string[],
  table: readonly Command[],
  context: Context,
): Promise<ExitCode> {
  const asked = readCommandLine(argv, table);
  const { output } = context;
  switch (asked.kind) {
    case 'help':
      output.line(helpText(table, asked.topic));
      return exitCode.ok;
    case 'wrong':
      output.note(asked.problem);
      if (asked.command !== undefined) output.note(`See parley help ${asked.command.name}`);
      return exitCode.usage;
    case 'run':
      return asked.command
        .run(context, asked.args, asked.flags)
        .catch((error: unknown) => failure(context, error));
  }
}

function failure({ output }: Context, error: unknown): ExitCode {
  if (error instanceof UnusableConfig) return exitCode.config;
  output.note(`parley: ${error instanceof Error ? error.message : String(error)}`);
  return error instanceof ConfigFault ? exitCode.config : exitCode.failed;
}
