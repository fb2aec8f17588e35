import type { PlacedEntry } from './log.ts';
import { mostInBatch } from './tail-seq.ts';

/**
 * What one append may hold, so that every engine can store it in one step: its caller makes several of what is more.
 * A character takes six bytes at most as it is stored.
 */
export const appendLimits = { entries: mostInBatch, characters: 128 * 1024 } as const;

export function charactersOf({ content, data, label, clientId }: PlacedEntry): number {
  return (content?.length ?? 0) + (data?.length ?? 0) + (label?.length ?? 0) + (clientId?.length ?? 0);
}
