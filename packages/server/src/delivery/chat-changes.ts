import type { PlacedEntry } from '../log/log.ts';

/** Which messages were changed lately, and by which entry last. */
export interface ChatChanges {
  readonly about: Map<number, number>;
  /** Changes up to this position are not all remembered. */
  forgottenUpTo: number;
}

const remembered = 500;

export function noChanges(upTo: number): ChatChanges {
  return { about: new Map(), forgottenUpTo: upTo };
}

/** Notes what an entry is about; the oldest change is forgotten for it where there are many. */
export function noteChange(changes: ChatChanges, { about, position }: PlacedEntry): void {
  if (about === undefined) return;
  changes.about.delete(about);
  changes.about.set(about, position);
  if (changes.about.size <= remembered) return;
  const [oldest] = changes.about;
  if (oldest === undefined) return;
  changes.about.delete(oldest[0]);
  changes.forgottenUpTo = Math.max(changes.forgottenUpTo, oldest[1]);
}

/** Whether a message was changed after a position, or may have been. */
export function changedSince(
  { changes }: { readonly changes: ChatChanges },
  number: number,
  position: number,
): boolean {
  return position < changes.forgottenUpTo || (changes.about.get(number) ?? 0) > position;
}
