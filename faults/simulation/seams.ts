import type { Engine } from '@parley/client/connection/engine.ts';
import type { KeyValueStorage } from '@parley/client/storage/key-value-storage.ts';
import type { Node } from '@parley/server/features/node.ts';
import type { Log } from '@parley/server/log/log.ts';
import type { OpenWriter } from '@parley/server/sqlite/writer.ts';

/**
 * Places where something may be put between two parts of Parley that behaves as a bug there would. Each is called anew for
 * every life of a node or a device, so that what it remembers is as mortal as memory.
 */
export interface Seams {
  /** Between the database and its disk. */
  readonly writer?: (open: OpenWriter) => OpenWriter;
  /** Between delivery and the log. */
  readonly log?: (log: Log, node: () => Node) => Log;
  /** Between features and the stages of delivery, whose behaviour it may change. */
  readonly node?: (node: Node) => void;
  /** Between a client and its surroundings. */
  readonly surroundings?: (surroundings: Surroundings) => Surroundings;
}

/** What a client is given: what survives it, and two ways to its server. */
export interface Surroundings {
  readonly storage: KeyValueStorage;
  readonly engine: Engine;
  readonly fetch: typeof fetch;
}
