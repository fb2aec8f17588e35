import { clusterPoints, oneNode, onePartition, replicated } from '../scenarios/cluster-points.ts';
import { assumptions } from './cost-assumptions.ts';
import { median, type Result } from './result.ts';

/** What one message costs, as the scenario `cluster` has measured it. */
export interface MessageCost {
  /** Microseconds of processor time. */
  readonly cpu: Readonly<Record<'nodes' | 'NATS' | 'MariaDB' | 'OpenSearch', number>>;
  /** Bytes, one copy. */
  readonly bytes: Readonly<Record<'log' | 'store' | 'index', number>>;
  /** Messages a second that one partition had stored and indexed. */
  readonly perPartition: number;
}

/** What a cluster needs for a rate. */
export interface Need {
  readonly perSecond: number;
  readonly nodes: number;
  readonly partitions: number;
  readonly clusters: number;
  readonly cores: MessageCost['cpu'];
  readonly servers: Readonly<Record<'NATS' | 'MariaDB' | 'OpenSearch', number>>;
  /** Bytes, with all copies. */
  readonly bytes: MessageCost['bytes'];
}

const secondsPerDay = 86_400;

/** Throws when the result lacks a figure. */
export function messageCost(result: Result): MessageCost {
  const of = (what: string, subject: string): number => {
    const found = result.measures.find((measure) => measure.what === what && measure.subject === subject);
    if (found === undefined) throw new Error(`the result has no "${what}" of "${subject}"`);
    return median(found.values);
  };
  /** Of engines that see the same whatever the nodes are: the median of all points. */
  const between = (what: string): number =>
    median(clusterPoints.map(({ name }) => of(`window 10: ${what}`, name)));
  return {
    cpu: {
      nodes: of('window 1: processor: nodes', replicated),
      NATS: of('window 1: processor: NATS', replicated),
      MariaDB: between('processor: MariaDB'),
      OpenSearch: between('processor: OpenSearch'),
    },
    bytes: {
      log: of('bytes in the log, a copy', oneNode),
      store: of('bytes in the store', oneNode),
      index: of('bytes in the index, a copy', oneNode),
    },
    perPartition: Math.min(
      of('window 10: stored, to the last', onePartition),
      of('window 10: indexed, to the last', onePartition),
    ),
  };
}

export function needOf(perSecond: number, cost: MessageCost): Need {
  const { busy, coresPerServer, leastNodes, mostPartitions } = assumptions;
  const cores = (part: keyof MessageCost['cpu']) => (perSecond * cost.cpu[part]) / 1e6 / busy;
  const servers = (part: keyof MessageCost['cpu'], copies: number) =>
    copies * Math.ceil(cores(part) / copies / coresPerServer);
  const partitions = Math.ceil(perSecond / (cost.perPartition * busy));
  return {
    perSecond,
    nodes: Math.max(leastNodes, Math.ceil(cores('nodes'))),
    partitions,
    clusters: Math.ceil(partitions / mostPartitions),
    cores: {
      nodes: cores('nodes'),
      NATS: cores('NATS'),
      MariaDB: cores('MariaDB') * assumptions.storeCopies,
      OpenSearch: cores('OpenSearch') * assumptions.indexCopies,
    },
    servers: {
      NATS: servers('NATS', assumptions.logCopies),
      MariaDB: Math.ceil(cores('MariaDB') / coresPerServer) * assumptions.storeCopies,
      OpenSearch: Math.ceil((cores('OpenSearch') * assumptions.indexCopies) / coresPerServer),
    },
    bytes: bytesOf(perSecond, cost),
  };
}

function bytesOf(perSecond: number, { bytes }: MessageCost): MessageCost['bytes'] {
  const { logCopies, logDays, storeCopies, indexCopies, storedDays } = assumptions;
  const daily = perSecond * secondsPerDay;
  return {
    log: daily * bytes.log * logDays * logCopies,
    store: daily * bytes.store * storedDays * storeCopies,
    index: daily * bytes.index * storedDays * indexCopies,
  };
}
