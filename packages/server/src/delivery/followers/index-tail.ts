import type { Log } from '../../log/log.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Tracer } from '../../telemetry/tracer.ts';
import { MessageDocuments } from './index-messages.ts';
import { Tailer } from './tailer.ts';

export interface IndexTailParts {
  readonly log: Pick<Log, 'openTail' | 'readNumbersBelow'>;
  readonly index: SearchIndex;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  /** Told whenever the index is known to have come so far in a tail: what is there is found. */
  readonly onReached: (tail: number, seq: number) => void;
}

/** Work that one node at a time does; two that do it at once replay each other's, which is harmless (SEARCH13). */
export interface IndexTail {
  /** `index.<tail>`: the work's name in leases, spans, lines of the log and metrics. */
  readonly name: string;
  start(): AsyncDisposable;
}

const entriesAtOnce = 1000;
/** A search waits this long for the newest message at least, so it is short; a batch holds what came while the last one was written. */
const delayMs = 50;

/**
 * Lets the search index of a cluster follow one tail of the log (IDX1). The next batch is read when the engine has
 * answered the one before, so that an engine that is slow is not asked for more.
 */
export function indexTail(tailIndex: number, parts: IndexTailParts): IndexTail {
  const name = `index.${tailIndex}`;
  return {
    name,
    start() {
      const tail = parts.log.openTail(tailIndex);
      const tailer = new Tailer({
        ...{ name, tail, delayMs, clock: parts.clock, logger: parts.logger, tracer: parts.tracer },
        checkpoint: () => checkpointOf(tailIndex, parts),
        step: stepOf(tailIndex, parts, new MessageDocuments(parts.log, tail)),
        onLag: (entries) => parts.metrics.tailerLag(name, entries),
      });
      return {
        async [Symbol.asyncDispose]() {
          await tailer[Symbol.asyncDispose]();
          await tail[Symbol.asyncDispose]();
        },
      };
    },
  };
}

async function checkpointOf(tail: number, { index, onReached }: IndexTailParts): Promise<number> {
  const seq = await index.checkpoint(tail);
  onReached(tail, seq);
  return seq;
}

function stepOf(tail: number, { index, onReached }: IndexTailParts, documents: MessageDocuments) {
  return async (after: number): Promise<number> => {
    const stretch = await documents.after(after, entriesAtOnce);
    if (stretch === undefined) return after;
    const seq = stretch.checkpoint;
    await index.apply(stretch.documents, { tail, seq, after });
    onReached(tail, seq);
    return seq;
  };
}
