import type { Attack } from './attack.ts';
import { compressionBombs, frameFlood, giantFrames, headerFloods, largeFrames } from './attacks/floods.ts';
import { halfOpen, vanished } from './attacks/half-open.ts';
import { manyConnections, manySockets } from './attacks/many-connections.ts';
import { byteReaders, neverReads, neverReadsAnswers, neverReadsEvents } from './attacks/slow-readers.ts';
import { slowBodies, slowHeads } from './attacks/slowloris.ts';
import { subscriptions } from './attacks/subscriptions.ts';

/** All attacks, in the order of the table. */
export const attacks: readonly Attack[] = [
  neverReads,
  neverReadsEvents,
  byteReaders,
  neverReadsAnswers,
  halfOpen,
  vanished,
  subscriptions,
  frameFlood,
  largeFrames,
  giantFrames,
  compressionBombs,
  slowHeads,
  slowBodies,
  headerFloods,
  manyConnections,
  manySockets,
];
