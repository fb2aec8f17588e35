import { bareAppends } from '../load/bare-appends.ts';
import type { Run } from '../run.ts';
import { pairSubjects, skeleton } from './pair-subjects.ts';
import type { Scenario } from './scenario.ts';

export const p1: Scenario = {
  id: 'p1',
  title: 'One-to-one over WebSocket, closed loop',
  method:
    'Pairs of friends, a connection each; one sends texts of about 110 bytes, and for each that the other receives the next follows, so that a window of so many is always under way. Acknowledged only when durable (`synchronous=FULL`); received by the other side. ejabberd knows no acknowledgement of storage: that both sides’ archives have every message is counted afterwards.',
  targets: [
    { what: 'window 50: received', unit: 'messages/s', atLeast: 100_000 },
    { what: 'window 10: received', unit: 'messages/s', atLeast: 60_000 },
    { what: 'window 1: received', unit: 'messages/s', atLeast: 15_000 },
    { what: 'window 50: received', relativeTo: skeleton, atLeast: 0.65 },
    { what: 'window 10: received', relativeTo: skeleton, atLeast: 0.6 },
    { what: 'window 1: received', relativeTo: skeleton, atLeast: 0.7 },
  ],
  limits:
    'A profile at a window of 50 (2026-11-21): the main thread is busy for 85 % of the time, of which collecting garbage takes 18 %, keys of retries 18 %, unmasking frames 13 %, writing to sockets 6 %, reading frames and JSON 5 %, encoding entries 4 % and handing groups to the writer 4 %; the writer is busy for 60 %, three fifths of it inserting rows and two fifths committing. The skeleton does the sockets, the JSON and the commits, and none of the rest. Tried without gain: a larger young generation (32 to 128 MB), three or four groups ahead, a lower priority for indexing, larger stretches to index. Not taken: a native addon that unmasks (6 % more), as it has to be compiled on some systems.',
  async measure(run) {
    const subjects = await pairSubjects(run, run.size('pairs', 100, 10));
    const times = { warmUpMs: run.size('warmUpMs', 2000, 100), measureMs: run.size('measureMs', 8000, 300) };
    const windows = run.options.short ? [1, 50] : [1, 10, 50];
    for (let round = 0; round < run.options.rounds; round++) {
      for (const window of windows) {
        for (const subject of subjects) {
          const result = await subject.run({ window, ...times });
          run.note(`window ${window}: received`, subject.name, 'messages/s', result.perSecond);
          run.note(`window ${window}: p50`, subject.name, 'ms', result.delivery.p50);
          run.note(`window ${window}: p99`, subject.name, 'ms', result.delivery.p99);
        }
      }
      await noteAppends(run, times.measureMs);
    }
    const names = subjects.map(({ name }) => name);
    run.plots.push({
      name: 'p1-throughput-latency',
      title: 'Throughput against latency, windows of 1, 10 and 50',
      x: 'messages received a second',
      y: 'p99, milliseconds',
      logarithmic: 'both',
      series: names.map((name) => ({
        name,
        points: windows.map((window) => [
          run.median(`window ${window}: received`, name),
          run.median(`window ${window}: p99`, name),
        ]),
      })),
    });
  },
};

/** What the disk takes with nothing around it: the same rows, as durable, so many a commit. */
async function noteAppends(run: Run, milliseconds: number): Promise<void> {
  for (const perCommit of [50, 500]) {
    const { perSecond } = await run.inFolder((folder) => bareAppends({ folder, perCommit, milliseconds }));
    run.note('window 50: received', `SQLite appends, ${perCommit} a commit`, 'messages/s', perSecond);
  }
}
