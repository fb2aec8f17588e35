import type { Engine } from '@parley/client/connection/engine.ts';
import type { KeyValueStorage } from '@parley/client/storage/key-value-storage.ts';
import type { Node } from '@parley/server/features/node.ts';
import type { Log } from '@parley/server/log/log.ts';
import type { OpenWriter } from '@parley/server/sqlite/writer.ts';
import type { Timeline } from './timeline.ts';

/**
 * Places where an experiment may put something between two parts of Parley that behaves as a bug there would. Each is called anew for
 * every life of a node or device, so what it remembers is as mortal as memory.
 */
export interface Seams {
  /** Between the database and its disk. */
  readonly writer?: (open: OpenWriter, timeline: Timeline) => OpenWriter;
  /** Between delivery and the log. */
  readonly log?: (log: Log, node: () => Node) => Log;
  /** Between features and the stages of delivery; may also change how a stage behaves. */
  readonly node?: (node: Node) => Node;
  /** Between a client and what survives it. */
  readonly storage?: (storage: KeyValueStorage) => KeyValueStorage;
  /** Between a client and its server. */
  readonly wire?: (wire: ClientWire, storage: KeyValueStorage) => ClientWire;
}

/** The two ways in which a client reaches its server. */
export interface ClientWire {
  readonly engine: Engine;
  readonly fetch: typeof fetch;
}
