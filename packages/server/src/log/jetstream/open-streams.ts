import { randomBytes } from 'node:crypto';
import { JetStreamApiError, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import { nobodyResponds } from '../../nats/connect-nats.ts';
import { LogAway } from '../log-away.ts';
import { mostTails } from '../tail-seq.ts';
import type { Patience } from './patience.ts';
import type { Subjects } from './subjects.ts';
import { UnfitLog } from './unfit-log.ts';

export interface StreamsOptions {
  readonly manager: JetStreamManager;
  readonly subjects: Subjects;
  readonly patience: Patience;
  readonly cluster: string;
  readonly partitions: number;
  /** Of streams that are made now; those that exist keep theirs. */
  readonly replicas: number;
  /** How long the servers remember which batches they stored (LOG13). */
  readonly duplicatesMs: number;
}

/** What the first stream says of all, as JSON in its description. */
interface LogFacts {
  readonly epoch: string;
  readonly partitions: number;
}

const nanosInMs = 1_000_000;
const nameInUse = 10_058;
const streamNotFound = 10_059;
/** The account, or the server, has no JetStream. */
const noJetstream: ReadonlySet<unknown> = new Set([10_039, 10_076]);
/** A server alone keeps one copy; or there is nowhere for so many. */
const tooManyReplicas: ReadonlySet<unknown> = new Set([10_005, 10_074]);

/**
 * Makes the streams of a log where they are not there yet and answers with its epoch (LOG8). Of nodes that open it at
 * the same moment one makes the first stream, and all read what it wrote there.
 */
export async function openStreams(options: StreamsOptions): Promise<string> {
  const { cluster, partitions } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(cluster))
    throw new Error(`the cluster's name "${cluster}" may have letters, digits, - and _ only`);
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > mostTails)
    throw new Error(`a log has 1 to ${mostTails} partitions, not ${partitions}`);
  const description = JSON.stringify({ epoch: randomBytes(12).toString('base64url'), partitions });
  const facts = JSON.parse(await describedFirst(options, description)) as LogFacts;
  if (facts.partitions !== partitions) {
    throw new UnfitLog(
      'partitions',
      `asks for ${partitions}, and the log of cluster "${cluster}" was made with ${facts.partitions} partitions, which it keeps`,
      `set ${facts.partitions}`,
    );
  }
  for (let partition = 1; partition < partitions; partition++) {
    await ensure(options, partition, `Parley's log, partition ${partition}`);
  }
  return facts.epoch;
}

async function describedFirst(options: StreamsOptions, description: string): Promise<string> {
  return (await ensure(options, 0, description)) ?? '';
}

/** Answers with the description that the stream has. */
async function ensure(
  options: StreamsOptions,
  partition: number,
  description: string,
): Promise<string | undefined> {
  const { manager, patience, subjects } = options;
  const stream = subjects.stream(partition);
  const existing = async () => (await manager.streams.info(stream)).config.description;
  return patience
    .until(async () => {
      try {
        return await existing();
      } catch (error) {
        if (codeOf(error) !== streamNotFound) throw error;
      }
      try {
        return (await manager.streams.add(configOf(options, partition, description))).config.description;
      } catch (error) {
        if (codeOf(error) !== nameInUse) throw error;
        return existing();
      }
    })
    .catch((error: unknown) => {
      // What was asked again until time was up is inside.
      throw unfit(error instanceof LogAway ? error.cause : error, options) ?? error;
    });
}

function unfit(error: unknown, { replicas }: StreamsOptions): UnfitLog | undefined {
  const code = codeOf(error);
  if (noJetstream.has(code) || nameOf(error) === 'JetStreamNotEnabled' || nobodyResponds(error)) {
    const remedy = 'switch it on: `jetstream { store_dir: … }` in the servers’ configuration';
    return new UnfitLog('jetstream', 'leads to a NATS without JetStream', remedy);
  }
  if (!tooManyReplicas.has(code)) return undefined;
  const remedy = 'set 1 for a single server, or run as many servers as one cluster of NATS';
  return new UnfitLog('replicas', `asks for ${replicas} copies, which NATS has no servers for`, remedy);
}

/** The library exports some of its errors by name only. */
function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

function codeOf(error: unknown): number | undefined {
  return error instanceof JetStreamApiError ? error.code : undefined;
}

function configOf(
  { subjects, replicas, duplicatesMs }: StreamsOptions,
  partition: number,
  description: string,
): Pick<StreamConfig, 'name'> & Partial<StreamConfig> {
  const subject = subjects.allOf(partition);
  return {
    name: subjects.stream(partition),
    description,
    subjects: [subject],
    storage: 'file',
    retention: 'limits',
    discard: 'new',
    num_replicas: replicas,
    duplicate_window: duplicatesMs * nanosInMs,
    allow_direct: true,
    deny_delete: true,
    republish: { src: subject, dest: subjects.allTold(partition) },
  };
}
