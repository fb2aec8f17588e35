import type { LogKey } from '../log-key.ts';

/**
 * The partition of a log, the same for ever: both halves of its key mixed by MurmurHash3's finish. Neighbouring chats
 * of one app come to different partitions.
 */
export function partitionOf(log: LogKey, partitions: number): number {
  const high = mix(Math.floor(log / 2 ** 32) ^ 0x9e3779b9);
  return mix(high ^ (log % 2 ** 32)) % partitions;
}

function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
