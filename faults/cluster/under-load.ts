import type { Findings } from '../experiment.ts';
import { checkHistory } from './check-history.ts';
import type { OnGround } from './cluster-experiment.ts';
import { ClusterLoad } from './cluster-load.ts';

export interface Hurting extends OnGround {
  readonly load: ClusterLoad;
}

const full = { people: 30, groups: 5, openChats: 4, restMs: 250 };
const few = { people: 8, groups: 2, openChats: 2, restMs: 60 };

/**
 * Writes all the while something is hurt, then a little more, and holds everything against what was said. `window` is how many
 * messages some sockets have under way at a time; more than one where nothing is refused, since what was refused is sent again
 * behind those that were not.
 */
export async function underLoad(
  on: OnGround,
  hurt: (hurting: Hurting) => Promise<Readonly<Record<string, number>>>,
  window = 1,
): Promise<Findings> {
  const { ground, chance, short, say } = on;
  await using load = await ClusterLoad.begin({ ...(short ? few : full), url: ground.url, chance, window });
  await load.acknowledges(50);
  say(`${load.ledger.acknowledged} acknowledged before anything happens`);
  const began = performance.now();
  const seen = await hurt({ ...on, load });
  await load.acknowledges(50);
  await load.finish();
  const { ledger } = load;
  const [wait, silence] = [ledger.longestWait(began), ledger.longestSilence(began)];
  say(`${ledger.acknowledged} acknowledged, none of them later than ${Math.round(wait)} ms`);
  const { lost, doubled, found, archived } = await checkHistory(ground, load);
  return {
    counts: {
      ...seen,
      'longest pause of all sends, ms': Math.round(silence),
      'longest wait of a message, ms': Math.round(wait),
      acknowledged: ledger.acknowledged,
      'sent again': ledger.resent,
      ...{ lost, doubled, 'in the archive': archived, 'found by search': found },
    },
    table: {
      columns: ['what a message met before it was sent again', 'times'],
      rows: [...ledger.failures].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    },
  };
}
