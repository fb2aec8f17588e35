import { once } from 'node:events';
import type { Config } from '../config/config.ts';
import { parseConfig } from '../config/parse-config.ts';
import { problemLine } from '../config/problem.ts';
import type { Logger } from '../telemetry/logger.ts';
import { type Context, command, type RunningServer } from './command.ts';
import { exitCode } from './exit-code.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { requireConfig, serverLogger } from './settings.ts';

export const serve = command({
  name: 'serve',
  summary: 'Run the server until it is told to stop (SIGINT, SIGTERM).',
  flags: {},
  run: async (context) => {
    const config = requireConfig(context);
    const logger = serverLogger(config);
    for (const warning of parseConfig(context.sources).warnings) logger.error(problemLine(warning));
    const server = await start(context, config, logger);
    giveBackMemory();
    logger.info(`Parley is ready at ${server.url}`, { version: context.version, data: config.data });
    if (server.setupCode !== undefined) showSetup(context, config.publicUrl ?? server.url, server.setupCode);
    if (!context.stop.aborted) await once(context.stop, 'abort');
    logger.info('Stopping: finishing what is under way');
    await server.close();
    logger.info('Stopped');
    return exitCode.ok;
  },
});

/**
 * Tells the operator how to make the server theirs. Not through the logger, whose lines are collected and kept: the
 * code is for who started this process (SETUP6). In the fragment it reaches no server and no proxy's log.
 */
function showSetup({ output }: Context, url: string, code: string): void {
  output.note('');
  output.note('  This server has no owner yet. Set it up here:');
  output.note(`  ${new URL('/setup', url)}#code=${code}`);
  output.note(`  or open its page and enter the setup code: ${code}`);
  output.note('  The code works once, until the server stops.');
  output.note('');
}

async function start({ startServer }: Context, config: Config, logger: Logger): Promise<RunningServer> {
  try {
    return await startServer(config, logger);
  } catch (error) {
    const remedy = error instanceof Error && 'code' in error ? remedies[String(error.code)] : undefined;
    if (remedy === undefined) throw error;
    throw new Error(remedy(config), { cause: error });
  }
}

/** What to do about the failures that a person meets at the first start. */
const remedies: Readonly<Record<string, (config: Config) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `port ${port} on ${host} is taken; stop what uses it, or set PARLEY_PORT to another`,
  EADDRNOTAVAIL: ({ host }) => `this machine does not have the address ${host}; correct PARLEY_HOST`,
  ENOTFOUND: ({ host }) => `there is no host ${host}; correct PARLEY_HOST`,
  EACCES: ({ port, data }) =>
    `no permission for port ${port} or the folder ${data}; set PARLEY_PORT or PARLEY_DATA`,
};
