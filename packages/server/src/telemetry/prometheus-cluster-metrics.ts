import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ClusterMetrics } from './metrics.ts';

const publishSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const batchEntries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

type Registers = Registry[];

/** What a node of a cluster measures beside everything else. On the embedded engines all of it stays 0. */
export function clusterMetrics(registers: Registers): ClusterMetrics {
  return { ...publishMetrics(registers), ...projectionMetrics(registers), ...nodeMetrics(registers) };
}

type PublishMetrics = Pick<ClusterMetrics, 'published' | 'conflicted' | 'waitingToPublish'>;

function publishMetrics(registers: Registers): PublishMetrics {
  const times = new Histogram({
    name: 'parley_log_publish_seconds',
    help: 'Time from a publish to the answer that the log holds it; its count is the publishes.',
    buckets: publishSeconds,
    registers,
  });
  const sizes = new Histogram({
    name: 'parley_log_publish_entries',
    help: 'Entries that one publish made durable; its sum is the entries.',
    buckets: batchEntries,
    registers,
  });
  const conflicts = new Counter({
    name: 'parley_log_conflicts_total',
    help: 'Publishes that met another head than they expected.',
    registers,
  });
  const waiting = new Gauge({
    name: 'parley_log_waiting_entries',
    help: 'Entries that wait to be published, or for the answer of the log.',
    registers,
  });
  return {
    published: (entries, seconds) => {
      sizes.observe(entries);
      times.observe(seconds);
    },
    conflicted: () => conflicts.inc(),
    waitingToPublish: (entries) => waiting.set(entries),
  };
}

function projectionMetrics(registers: Registers): Pick<ClusterMetrics, 'projected' | 'indexed'> {
  const byTailer = { labelNames: ['tailer'], registers } as const;
  const entries = new Counter({
    name: 'parley_projected_entries_total',
    help: 'Entries put into the store, by tailer.',
    ...byTailer,
  });
  const statements = new Counter({
    name: 'parley_projected_statements_total',
    help: 'SQL statements that put entries into the store, by tailer, before those alike are put together.',
    ...byTailer,
  });
  const transactions = new Histogram({
    name: 'parley_projection_entries',
    help: 'Entries that one transaction put into the store.',
    buckets: batchEntries,
    registers,
  });
  const requests = new Counter({
    name: 'parley_index_requests_total',
    help: 'Bulk requests of documents that the search engine answered.',
    registers,
  });
  return {
    projected: (tailer, count, ran) => {
      transactions.observe(count);
      entries.inc({ tailer }, count);
      statements.inc({ tailer }, ran);
    },
    indexed: (count) => requests.inc(count),
  };
}

type NodeMetrics = Pick<ClusterMetrics, 'busHeard' | 'busTold' | 'leasesHeld' | 'nodesHeard'>;

function nodeMetrics(registers: Registers): NodeMetrics {
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const heard = counter('parley_bus_messages_in_total', 'Messages of other nodes that came by the bus.');
  const told = counter('parley_bus_messages_out_total', 'Messages given to the bus for other nodes.');
  const leases = gauge('parley_leases_held', 'Leases of work behind the log that this node holds.');
  const nodes = gauge(
    'parley_nodes_heard',
    'Nodes of the cluster that this node hears of, itself among them.',
  );
  return {
    busHeard: () => heard.inc(),
    busTold: () => told.inc(),
    leasesHeld: (count) => leases.set(count),
    nodesHeard: (count) => nodes.set(count),
  };
}
