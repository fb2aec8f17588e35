import { chatLog, chatOf, type LogKey } from '../../log/log-key.ts';
import { notACursor } from '../number-cursor.ts';
import type { Refusal } from '../refusal.ts';

/** A chat's place in a list that is ordered by time, newest first: lists go on right behind it, whatever moved meanwhile. */
export interface Place {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly log: LogKey;
}

const beforeAll: Place = { at: Number.MAX_SAFE_INTEGER, log: Number.MAX_SAFE_INTEGER as LogKey };

/** The place a cursor names, by time and chat number; before everything where there is none. */
export function placeIn(app: number, cursor: string | undefined): Place | Refusal {
  if (cursor === undefined) return beforeAll;
  const [, at, chat] = /^(\d{1,15})\.(\d{1,10})$/.exec(cursor) ?? [];
  return at === undefined ? notACursor : { at: Number(at), log: chatLog(app, Number(chat)) };
}

export function cursorAt({ at, log }: Place): string {
  return `${at}.${chatOf(log)}`;
}

/** Negative where `one` comes first. */
export function byPlace(one: Place, other: Place): number {
  return other.at - one.at || other.log - one.log;
}
