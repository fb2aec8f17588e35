import { setTimeout as pause } from 'node:timers/promises';
import { startCpuShare } from './cpu-share.ts';
import { Faults } from './faults.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { startMetronome } from './metronome.ts';
import { monotonicMs } from './monotonic.ts';
import { PairLine, type PairTally } from './pair-line.ts';
import type { PairProtocol } from './pair-wire.ts';
import { parleyProtocol } from './parley-wire.ts';
import type { PairsPlan, PairsResult, ProtocolName, Starter } from './plans.ts';
import { socketioProtocol } from './socketio-wire.ts';
import { eachAtOnce, until } from './until.ts';
import { xmppProtocol } from './xmpp-wire.ts';

const protocols: Readonly<Record<ProtocolName, PairProtocol>> = {
  parley: parleyProtocol,
  'socket.io': socketioProtocol,
  xmpp: xmppProtocol,
};

/** How long the last messages may take to arrive once nothing is sent any more. */
const drainMs = 15_000;
/** Beats of the open loop are so far apart: what falls due between two is sent with the second, and has waited for it. */
const beatMs = { shortest: 0.25, longest: 1 };

/** Pairs of which one sends and the other receives, closed or open loop. */
export async function runPairs(plan: PairsPlan, starter: Starter): Promise<PairsResult> {
  const tally = newTally();
  const protocol = protocols[plan.protocol ?? 'parley'];
  const lines = plan.pairs.map((pair) => new PairLine(pair, randomLetters(), tally, protocol));
  const urls = [plan.url, ...(plan.others ?? [])];
  await eachAtOnce(lines, 50, (line, index) =>
    line.open(urls[index % urls.length] ?? plan.url, urls[(index + 1) % urls.length]),
  );
  if (plan.look === true) await Promise.all(lines.map((line) => line.look()));
  await starter.ready();
  const stopSending =
    plan.perSecond === undefined
      ? closedLoop(lines, plan.window ?? 1)
      : await openLoop(lines, plan.perSecond, plan.messages ?? Number.POSITIVE_INFINITY);
  await pause(plan.warmUpMs);
  const cpuShare = startCpuShare();
  const began = performance.now();
  tally.isMeasuring = true;
  await pause(plan.measureMs);
  if (plan.messages !== undefined) await until(() => tally.sent === plan.messages, plan.measureMs + drainMs);
  tally.isMeasuring = false;
  const seconds = (performance.now() - began) / 1000;
  const loadCpu = cpuShare();
  await stopSending();
  const isAcknowledged = () => !protocol.acknowledges || tally.acknowledged >= tally.sent;
  await until(() => tally.received >= tally.sent && isAcknowledged(), drainMs);
  for (const line of lines) line.close();
  const since = monotonicMs() - performance.now();
  const sentAt = plan.keepTimes === true ? (lines[0]?.times ?? []).map((time) => time + since) : [];
  const acknowledged = protocol.acknowledges ? { acknowledged: tally.acknowledged } : {};
  return { ...resultOf(tally, seconds, loadCpu), ...acknowledged, sentAt };
}

type StopSending = () => Promise<void>;

function closedLoop(lines: readonly PairLine[], window: number): StopSending {
  for (const line of lines) {
    line.onReceived = (count) => line.send(count, performance.now());
    line.send(window, performance.now());
  }
  return async () => {
    for (const line of lines) line.onReceived = () => {};
  };
}

/** Messages fall due at equal distances, to the pairs in turn; one that is sent late counts from when it was due. */
async function openLoop(lines: readonly PairLine[], perSecond: number, atMost: number): Promise<StopSending> {
  const everyMs = 1000 / perSecond;
  let began = Number.NaN;
  let sent = 0;
  // Eight beats for each message where they are few: a beat just before it is due must not delay it by a whole one.
  const beat = Math.max(beatMs.shortest, Math.min(beatMs.longest, everyMs / 8));
  const metronome = await startMetronome(beat, () => {
    const now = performance.now();
    if (Number.isNaN(began)) began = now - everyMs;
    const due = Math.min(atMost, Math.floor((now - began) / everyMs));
    for (; sent < due; sent++) lines[sent % lines.length]?.send(1, began + (sent + 1) * everyMs);
  });
  return () => metronome.stop();
}

function newTally(): PairTally {
  return {
    faults: new Faults(),
    delivery: new LatencyHistogram(),
    acknowledgement: new LatencyHistogram(),
    isMeasuring: false,
    ...{ sent: 0, acknowledged: 0, received: 0, misplaced: 0, measured: 0 },
  };
}

function resultOf(tally: PairTally, seconds: number, loadCpu: number) {
  const { sent, received, misplaced } = tally;
  return {
    ...{ sent, received, misplaced, loadCpu },
    errors: tally.faults.list,
    perSecond: tally.measured / seconds,
    delivery: tally.delivery.summary(),
    acknowledgement: tally.acknowledgement.summary(),
  };
}

/** Tells one sender's client ids from another's. Letters only: digits would run into the counter behind them. */
function randomLetters(): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');
}
