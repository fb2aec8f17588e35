import type { PresenceNow } from '../people.ts';

/** What a node says of the people it has connections of; whoever it does not name is as before. */
export interface PresenceSaid {
  readonly online: readonly number[];
  readonly away: readonly number[];
  readonly offline: readonly number[];
  /** Whether the node has heard all others for long enough to know what has been told. */
  readonly settled: boolean;
  /** Whether the node leaves now, with all its people. */
  readonly gone?: true;
}

/** People in one message: with the largest keys, below 500 kB. */
const peopleAtOnce = 25_000;

/** States as messages of bounded size; one without people where there are none. */
export function* messagesOf(
  states: Iterable<readonly [number, PresenceNow]>,
  settled: boolean,
): Generator<PresenceSaid> {
  let said = { online: [] as number[], away: [] as number[], offline: [] as number[], settled };
  let people = 0;
  for (const [user, state] of states) {
    if (people === peopleAtOnce) {
      yield said;
      said = { online: [], away: [], offline: [], settled };
      people = 0;
    }
    said[state].push(user);
    people += 1;
  }
  yield said;
}
