import { setTimeout as pause } from 'node:timers/promises';
import { startCpuShare } from './cpu-share.ts';
import { Faults } from './faults.ts';
import { HttpClient } from './http-client.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import type { HttpPlan, HttpResult, Starter } from './plans.ts';
import { RequestBytes } from './request-bytes.ts';

/** Requests in turn over kept connections, one at a time on each. */
export async function runHttp(plan: HttpPlan, starter: Starter): Promise<HttpResult> {
  const { host } = new URL(plan.url);
  const requests = plan.requests.map((request) => new RequestBytes(request, host));
  const clients = await Promise.all(
    Array.from({ length: plan.connections }, () => HttpClient.open(plan.url)),
  );
  await starter.ready();
  const run = { counter: 0, answered: 0, isMeasuring: false, isOver: false };
  const latency = new LatencyHistogram();
  const faults = new Faults();
  const lanes = clients.map(async (client) => {
    while (!run.isOver) {
      const counter = run.counter++;
      const request = requests[counter % requests.length];
      if (request === undefined) return;
      const began = performance.now();
      const { status, body } = await client.ask(request.numbered(counter));
      run.answered += 1;
      if (status !== request.status) faults.add(`${status} ${body}`);
      if (run.isMeasuring) latency.record(performance.now() - began);
    }
  });
  const all = Promise.all(lanes).catch((error: unknown) => faults.add(String(error)));
  const measured = await measure(plan, run);
  run.isOver = true;
  await all;
  for (const client of clients) client.close();
  const summary = latency.summary();
  return {
    answered: run.answered,
    perSecond: summary.count / measured.seconds,
    errors: faults.list,
    latency: summary,
    loadCpu: measured.loadCpu,
  };
}

async function measure(plan: HttpPlan, run: { isMeasuring: boolean }) {
  await pause(plan.warmUpMs);
  const cpuShare = startCpuShare();
  const began = performance.now();
  run.isMeasuring = true;
  await pause(plan.measureMs);
  run.isMeasuring = false;
  return { seconds: (performance.now() - began) / 1000, loadCpu: cpuShare() };
}
