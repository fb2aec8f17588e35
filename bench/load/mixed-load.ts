import { setTimeout as pause } from 'node:timers/promises';
import { startCpuShare } from './cpu-share.ts';
import { Faults } from './faults.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { MixedPair, type MixedRun } from './mixed-actions.ts';
import type { MixedPlan, MixedResult, Starter } from './plans.ts';
import { eachAtOnce } from './until.ts';

/** Many pairs who read a hundred times as often as they write, edit, react, come and go. */
export async function runMixed(plan: MixedPlan, starter: Starter): Promise<MixedResult> {
  const run: MixedRun = { plan, faults: new Faults(), latency: new LatencyHistogram(), done: {} };
  const pairs = plan.pairs.map((_, index) => new MixedPair(run, index));
  await eachAtOnce(pairs, 10, (pair) => pair.open());
  await starter.ready();
  const cpuShare = startCpuShare();
  const end = performance.now() + plan.measureMs;
  const everyMs = (1000 * pairs.length) / plan.actionsPerSecond;
  await Promise.all(
    pairs.map((pair, index) => live(pair, { run, end, everyMs, firstMs: (everyMs * index) / pairs.length })),
  );
  const loadCpu = cpuShare();
  await eachAtOnce(pairs, 10, (pair) => pair.close());
  const members = pairs.flatMap((pair) => pair.members);
  const sum = (count: (member: (typeof members)[number]) => number) =>
    members.reduce((all, each) => all + count(each), 0);
  return {
    done: run.done,
    errors: run.faults.list,
    sent: sum((member) => member.sent),
    received: sum((member) => member.acknowledged),
    latency: run.latency.summary(),
    loadCpu,
  };
}

interface Life {
  readonly run: MixedRun;
  readonly end: number;
  readonly everyMs: number;
  readonly firstMs: number;
}

async function live(pair: MixedPair, { run, end, everyMs, firstMs }: Life): Promise<void> {
  let due = performance.now() + firstMs;
  while (due < end) {
    await pause(Math.max(0, due - performance.now()));
    try {
      await pair.act();
    } catch (error) {
      run.faults.add(String(error));
      return;
    }
    due = Math.max(due + everyMs, performance.now());
  }
}
