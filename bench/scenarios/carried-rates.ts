import { outsidePeers } from '../peers/names.ts';
import type { Run } from '../run.ts';
import type { PairSubject } from './pair-subjects.ts';

/** Above this share of what it carries at most, a queue of messages that are due would only grow. */
const shareCarried = 0.8;

/**
 * The rates, in messages a second, at which a subject is measured: all for Parley and the skeleton; for other people's
 * servers those that it carries, by a closed loop with a window of 10 before. The others are left out by name.
 */
export async function carriedRates(
  run: Run,
  { name, run: load }: PairSubject,
  rates: readonly number[],
  times: { readonly warmUpMs: number; readonly measureMs: number },
): Promise<readonly number[]> {
  if (!outsidePeers.includes(name)) return rates;
  const { perSecond } = await load({ window: 10, ...times });
  const tooFast = rates.filter((rate) => rate > shareCarried * perSecond);
  for (const rate of tooFast) run.leaveOut(`${name} at ${rate}/s`, `carries some ${Math.round(perSecond)}/s`);
  return rates.filter((rate) => !tooFast.includes(rate));
}
