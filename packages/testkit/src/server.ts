import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '@parley/server/compose.ts';
import { parseConfig } from '@parley/server/config/parse-config.ts';
import type { Node } from '@parley/server/features/node.ts';
import { type Clock, systemClock } from '@parley/server/telemetry/clock.ts';
import type { Logger } from '@parley/server/telemetry/logger.ts';
import { listen } from '@parley/server/transport/server.ts';

export interface StartOptions {
  /** Variables as the environment would have them, beside a free port and no rate limits. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it begins with its setup, as a server without an owner does; else people register at once. */
  readonly setup?: boolean;
  /** A data folder to go on with; absent: a new one, removed at the end. */
  readonly data?: string;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Another build of the web app than the one beside it. */
  readonly web?: string;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly data: string;
  readonly node: Node;
  close(): Promise<void>;
}

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error(message, fields) {
    // A server under test that reports an error must be heard.
    process.stderr.write(`${message} ${fields?.error instanceof Error ? fields.error.stack : ''}\n`);
  },
  child: () => silent,
};

/** Starts a real server of this process on a free port of the loopback address. */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'parley-test-')));
  const environment = {
    PARLEY_PORT: '0',
    PARLEY_RATE_LIMITS: 'off',
    PARLEY_SETUP: options.setup === true ? 'on' : 'off',
    ...options.environment,
    PARLEY_DATA: data,
  };
  const parsed = parseConfig({ environment, readFile: () => '', isTerminal: false });
  if (!parsed.ok) throw new Error(`the test's configuration is wrong: ${JSON.stringify(parsed.problems)}`);
  const composed = await compose({
    config: parsed.config,
    logger: options.logger ?? silent,
    clock: options.clock ?? systemClock,
  });
  const server = await listen(composed.node, options.web);
  const close = async () => {
    await server.close();
    await composed[Symbol.asyncDispose]();
    if (options.data === undefined) await rm(data, { recursive: true, force: true });
  };
  return { url: server.url, data, node: composed.node, close, [Symbol.asyncDispose]: close };
}
