import type { Logger } from '@parley/server/telemetry/logger.ts';
import type { Metrics } from '@parley/server/telemetry/metrics.ts';

const ignore = () => undefined;

/** A simulated node has nobody to tell what it does. */
export const silentLogger: Logger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  child: () => silentLogger,
};

export const silentMetrics: Metrics = {
  requestAnswered: ignore,
  socketOpened: ignore,
  socketClosed: ignore,
  frameIn: ignore,
  frameOut: ignore,
  committed: ignore,
  stageTook: ignore,
  refused: ignore,
  spansExported: ignore,
  fannedOut: ignore,
  resynced: ignore,
  catchUps: ignore,
  tailerLag: ignore,
  rateLimited: ignore,
  searched: ignore,
  published: ignore,
  conflicted: ignore,
  waitingToPublish: ignore,
  projected: ignore,
  indexed: ignore,
  busHeard: ignore,
  busTold: ignore,
  leasesHeld: ignore,
  nodesHeard: ignore,
  exposition: async () => ({ contentType: 'text/plain', text: '' }),
};
