import type { Config } from '../config/config.ts';
import type { Sources } from '../config/sources.ts';
import type { RebuildProgress } from '../delivery/followers/rebuild.ts';
import type { Reindexing } from '../delivery/followers/reindex.ts';
import type { Clock } from '../telemetry/clock.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { ExitCode } from './exit-code.ts';
import type { Office } from './office/office.ts';
import type { Output } from './output.ts';

/** What a command works with; a test gives its own. */
export interface Context {
  readonly sources: Sources;
  readonly output: Output;
  readonly input: NodeJS.ReadStream | NodeJS.ReadableStream;
  readonly clock: Clock;
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortSignal;
  /** The release this is. */
  readonly version: string;
  /** Opens the data folder, beside a running server if there is one. */
  readonly openOffice: (config: Config, logger: Logger) => Promise<Office>;
  /** What it takes to fill another search index of a cluster. */
  readonly openReindexing: (config: Config, logger: Logger) => Promise<Reindexing>;
  /** Derives the store of a cluster again from its archive; answers whether it came to its end. */
  readonly rebuild: (
    config: Config,
    onProgress: (progress: RebuildProgress) => void,
    stop: AbortSignal,
  ) => Promise<boolean>;
  /** Starts the server; resolves when it accepts requests. */
  readonly startServer: (config: Config, logger: Logger) => Promise<RunningServer>;
}

export interface RunningServer {
  readonly url: string;
  /** Makes the server's owner; undefined: it has one. */
  readonly setupCode: string | undefined;
  /** Stops taking work, finishes what is under way, closes. */
  close(): Promise<void>;
}

export interface Flag {
  readonly type: 'switch' | 'text';
  readonly help: string;
  /** What stands for the value in help. */
  readonly value?: string;
  /** May be given several times. */
  readonly many?: true;
}

export interface Argument {
  readonly name: string;
  readonly help: string;
  readonly optional?: true;
  /** Takes all that follow; only the last may. */
  readonly many?: true;
}

export type Flags = Readonly<Record<string, Flag>>;

export type FlagValues<F extends Flags> = {
  readonly [Name in keyof F]: F[Name]['type'] extends 'switch'
    ? boolean
    : F[Name] extends { many: true }
      ? readonly string[]
      : string | undefined;
};

interface Description {
  /** One or two words: `app create`. */
  readonly name: string;
  readonly summary: string;
  /** Paragraphs below the options in its help. */
  readonly details?: string;
  readonly args?: readonly Argument[];
}

/** A row of the command table. */
export interface Command extends Description {
  readonly flags: Flags;
  readonly run: (
    context: Context,
    args: readonly string[],
    flags: Readonly<Record<string, unknown>>,
  ) => Promise<ExitCode>;
}

interface CommandOf<F extends Flags> extends Description {
  readonly flags: F;
  readonly run: (context: Context, args: readonly string[], flags: FlagValues<F>) => Promise<ExitCode>;
}

/** Makes a row whose `run` sees its own flags typed; the parser fills them as the row says. */
export function command<const F extends Flags>(row: CommandOf<F>): Command {
  return { ...row, run: (context, args, flags) => row.run(context, args, flags as FlagValues<F>) };
}

/** The flag of every command that has a result for programs. */
export const jsonFlag = { type: 'switch', help: 'Write the result for programs.' } as const;

/** The flag of commands that work inside one app. */
export const appFlag = {
  type: 'text',
  value: 'TOKEN',
  help: "The app's token; without it the server's own app, to which people belong who named none.",
} as const;
