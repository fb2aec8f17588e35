import type { Latencies } from '../load/latency-histogram.ts';
import type { PairsResult } from '../load/plans.ts';
import type { Run } from '../run.ts';
import { carriedRates } from './carried-rates.ts';
import { pairSubjects } from './pair-subjects.ts';
import type { Scenario } from './scenario.ts';

/** Messages a second: a quiet company, a busy one, and a third of what the whole world is said to send. */
const fullRates = [500, 10_000, 34_722];

const shares = [
  ['p50', 50],
  ['p90', 90],
  ['p99', 99],
  ['p999', 99.9],
] as const satisfies readonly (readonly [keyof Latencies, number])[];

export const p2: Scenario = {
  id: 'p2',
  title: 'One-to-one at fixed rates, open loop',
  method:
    'As P1, but messages fall due at equal distances whatever comes back. A latency counts from when its message was due to be sent, not from when it was sent, until the other side has it: stalls are not hidden. A peer is measured at rates up to four fifths of what it carries at a window of 10.',
  targets: [
    { what: '500/s: p50', unit: 'ms', atMost: 0.8 },
    { what: '500/s: p99', unit: 'ms', atMost: 2 },
    { what: '10000/s: p50', unit: 'ms', atMost: 1.5 },
    { what: '10000/s: p99', unit: 'ms', atMost: 6 },
    { what: '34722/s: p99', unit: 'ms', atMost: 40 },
  ],
  limits:
    'At 500 messages a second (2026-11-21, in alternation): 2.7 to 4.0 ms as it is, 2.1 to 2.7 without indexing, the same without counting as well, 2.7 with the index in memory instead of on the disk, 2.7 to 2.9 after thirty seconds of warming up; checkpoints of the write-ahead log eight times as frequent made no difference, a hundred times rarer ones made it slower; collecting garbage takes 0.3 ms two or three times a second; without indexing and with V8’s optimising compiler off it is 1.3 to 1.7. What makes up the rest is not known. At 10,000 messages a second (2026-11-21) a commit takes 0.2 ms on average and one in four hundred more than 2.5 ms, but 7 % of messages take more than 2.5 ms from being accepted to being durable: five threads (main 45 % of a core, writer 35 %, indexing 28 %, load 26 % and its metronome 8 %) share two cores, so that most likely each waits for the others’ time slices of some 3 ms (measured before the send path became cheaper). Without indexing and counting the p99 was 8 ms in place of 10 to 13; letting the kernel run the indexing only when idle, and checkpoints of the write-ahead log up to eight times as frequent, made no difference beyond the spread of the runs, which is wide: 8 to 20 ms; hardly any checkpoints made it slower.',
  async measure(run) {
    const subjects = await pairSubjects(run, run.size('pairs', 100, 10));
    const times = { warmUpMs: run.size('warmUpMs', 2000, 100), measureMs: run.size('measureMs', 8000, 400) };
    const rates = run.options.short ? [500] : fullRates;
    const carried = new Map<string, readonly number[]>();
    for (const subject of subjects) carried.set(subject.name, await carriedRates(run, subject, rates, times));
    const carriersOf = (rate: number) => subjects.filter(({ name }) => carried.get(name)?.includes(rate));
    for (let round = 0; round < run.options.rounds; round++) {
      for (const perSecond of rates) {
        for (const { name, run: load } of carriersOf(perSecond))
          noteLatencies(run, { name, perSecond }, await load({ perSecond, ...times }));
      }
    }
    run.plots.push(
      ...rates.map((rate) => ({
        name: `p2-latency-${rate}`,
        title: `Latency at ${rate.toLocaleString('en')} messages a second`,
        x: 'percentile',
        y: 'milliseconds',
        logarithmic: 'y' as const,
        percentiles: true,
        series: carriersOf(rate).map(({ name }) => ({
          name,
          points: shares.map(([share, percent]): [number, number] => [
            percent,
            run.median(`${rate}/s: ${share}`, name),
          ]),
        })),
      })),
    );
  },
};

function noteLatencies(
  run: Run,
  { name, perSecond }: { readonly name: string; readonly perSecond: number },
  { delivery, acknowledgement }: PairsResult,
): void {
  for (const [share] of shares) run.note(`${perSecond}/s: ${share}`, name, 'ms', delivery[share]);
  if (acknowledgement.count > 0)
    run.note(`${perSecond}/s: acknowledged p99`, name, 'ms', acknowledgement.p99);
}
