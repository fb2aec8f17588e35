import type { Config } from '../config/config.ts';
import { parseConfig } from '../config/parse-config.ts';
import { problemLine } from '../config/problem.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createLogger, streamSettings } from '../telemetry/pino-logger.ts';
import type { Context } from './command.ts';
import type { AppOffice, Office } from './office/office.ts';

/** The configuration has problems, and they have been told. */
export class UnusableConfig extends Error {}

/** The configuration, or all its problems on stderr and UnusableConfig. */
export function requireConfig({ sources, output }: Context): Config {
  const parsed = parseConfig(sources);
  if (parsed.ok) return parsed.config;
  output.note('The configuration has problems:');
  for (const problem of [...parsed.problems, ...parsed.warnings]) output.note(`  ${problemLine(problem)}`);
  throw new UnusableConfig();
}

/** The server's logger: its lines are the output of `serve`. */
export function serverLogger(config: Config): Logger {
  return createLogger(streamSettings(process.stdout, config.logLevel, config.logFormat));
}

/** A logger for commands: only what went wrong, beside the result. */
export function commandLogger(): Logger {
  return createLogger(streamSettings(process.stderr, 'error', 'pretty'));
}

/** Opens the data folder for the time of one piece of work. */
export async function inOffice<Result>(
  context: Context,
  work: (office: Office) => Promise<Result>,
): Promise<Result> {
  await using office = await context.openOffice(requireConfig(context), commandLogger());
  return await work(office);
}

/** The same, at the desk of one app; undefined where no app has this token. */
export function atAppDesk<Result>(
  context: Context,
  token: string | undefined,
  work: (desk: AppOffice) => Promise<Result>,
): Promise<Result | undefined> {
  return inOffice(context, async (office) => {
    const desk = await office.appDesk(token);
    if (desk !== undefined) return work(desk);
    context.output.note('No app has this token.');
    return undefined;
  });
}
