import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics.ts';
import { clusterMetrics } from './prometheus-cluster-metrics.ts';
import { StageTimes } from './stage-times.ts';

const requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const commitSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const batchEntries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000];

/**
 * Metrics kept in a registry of their own, with the process's and the event loop's beside them, and the room on the
 * disk of the data folder.
 */
export function createMetrics(dataFolder: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const stageTimes = new StageTimes();
  collectDefaultMetrics({ register: registry });
  measureDisk(registers, dataFolder);
  return {
    ...requestMetrics(registers),
    ...socketMetrics(registers),
    ...logMetrics(registers),
    ...deliveryMetrics(registers),
    ...clusterMetrics(registers),
    stageTook: (stage, seconds) => stageTimes.observe(stage, seconds),
    exposition: async () => ({
      contentType: registry.contentType,
      text: `${await registry.metrics()}\n${stageTimes.text()}`,
    }),
  };
}

function measureDisk(registers: Registers, folder: string): void {
  const ask = (measure: (disk: StatsFs) => number) =>
    async function collect(this: Gauge): Promise<void> {
      const disk = await statfs(folder).catch(() => undefined);
      if (disk !== undefined) this.set(measure(disk));
    };
  new Gauge({
    name: 'parley_disk_size_bytes',
    help: 'Size of the disk that holds the data folder.',
    registers,
    collect: ask(({ blocks, bsize }) => blocks * bsize),
  });
  new Gauge({
    name: 'parley_disk_free_bytes',
    help: 'Room for this server on the disk that holds the data folder.',
    registers,
    collect: ask(({ bavail, bsize }) => bavail * bsize),
  });
}

type Registers = Registry[];

type RequestMetrics = Pick<Metrics, 'requestAnswered' | 'rateLimited' | 'searched' | 'refused'>;

function requestMetrics(registers: Registers): RequestMetrics {
  const requests = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time from a request to its answer, by operation and status.',
    labelNames: ['operation', 'status'],
    buckets: requestSeconds,
    registers,
  });
  const limited = new Counter({
    name: 'parley_rate_limited_total',
    help: 'Requests and frames refused because there were too many.',
    labelNames: ['scope'],
    registers,
  });
  const errors = new Counter({
    name: 'parley_errors_total',
    help: 'Operations and frames answered with an error, by its code.',
    labelNames: ['code'],
    registers,
  });
  const searches = new Histogram({
    name: 'parley_search_seconds',
    help: 'Time to answer a search.',
    buckets: requestSeconds,
    registers,
  });
  return {
    requestAnswered: (operation, status, seconds) => requests.observe({ operation, status }, seconds),
    rateLimited: (scope) => limited.inc({ scope }),
    refused: (code) => errors.inc({ code }),
    searched: (seconds) => searches.observe(seconds),
  };
}

type SocketMetrics = Pick<Metrics, 'socketOpened' | 'socketClosed' | 'frameIn' | 'frameOut'>;

function socketMetrics(registers: Registers): SocketMetrics {
  const open = new Gauge({ name: 'parley_sockets_open', help: 'Open WebSocket connections.', registers });
  const labels = { labelNames: ['type'], registers } as const;
  const received = new Counter({
    name: 'parley_frames_in_total',
    help: 'Frames received, by type.',
    ...labels,
  });
  const sent = new Counter({ name: 'parley_frames_out_total', help: 'Frames sent, by type.', ...labels });
  const countIn = countByType(received);
  const countOut = countByType(sent);
  return {
    socketOpened: () => open.inc(),
    socketClosed: () => open.dec(),
    frameIn: (type) => countIn(type, 1),
    frameOut: (type, frames = 1) => countOut(type, frames),
  };
}

/** Looks a type's counter up once: at a hundred thousand frames a second the lookup by labels would show. */
function countByType(counter: Counter<'type'>): (type: string, count: number) => void {
  const counters = new Map<string, Counter.Internal>();
  return (type, count) => {
    let own = counters.get(type);
    if (own === undefined) {
      own = counter.labels(type);
      counters.set(type, own);
    }
    own.inc(count);
  };
}

function logMetrics(registers: Registers): Pick<Metrics, 'committed' | 'tailerLag'> {
  const appended = new Counter({
    name: 'parley_entries_appended_total',
    help: 'Entries made durable.',
    registers,
  });
  const batches = new Histogram({
    name: 'parley_commit_entries',
    help: 'Entries made durable by one commit.',
    buckets: batchEntries,
    registers,
  });
  const commits = new Histogram({
    name: 'parley_commit_seconds',
    help: 'Time of one commit of the log.',
    buckets: commitSeconds,
    registers,
  });
  const lag = new Gauge({
    name: 'parley_tailer_lag_entries',
    help: 'Entries a tailer has yet to process.',
    labelNames: ['tailer'],
    registers,
  });
  return {
    committed: (entries, seconds) => {
      appended.inc(entries);
      batches.observe(entries);
      commits.observe(seconds);
    },
    tailerLag: (tailer, entries) => lag.set({ tailer }, entries),
  };
}

type DeliveryMetrics = Pick<Metrics, 'fannedOut' | 'resynced' | 'catchUps' | 'spansExported'>;

function deliveryMetrics(registers: Registers): DeliveryMetrics {
  const deliveries = new Counter({
    name: 'parley_deliveries_total',
    help: 'Entries handed to connections.',
    registers,
  });
  const resyncs = new Counter({
    name: 'parley_resyncs_total',
    help: 'Clients told to resync because their buffer was full.',
    registers,
  });
  const catchUps = new Gauge({
    name: 'parley_catch_ups',
    help: 'Catch-ups running, and waiting for admission.',
    labelNames: ['state'],
    registers,
  });
  const spans = new Counter({
    name: 'parley_trace_spans_total',
    help: 'Spans of traces that were sent to the collector, or lost.',
    labelNames: ['result'],
    registers,
  });
  return {
    spansExported: (count, result) => spans.inc({ result }, count),
    fannedOut: (count) => deliveries.inc(count),
    resynced: () => resyncs.inc(),
    catchUps: (running, queued) => {
      catchUps.set({ state: 'running' }, running);
      catchUps.set({ state: 'queued' }, queued);
    },
  };
}
