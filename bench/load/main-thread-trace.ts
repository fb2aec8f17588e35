import type { BrowserPerson } from '@parley/testkit/browser-person.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds; `tdur` is time on the processor. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** How long a page's main thread was busy at a stretch, in milliseconds: by the clock, and on the processor. */
export interface Stretch {
  readonly wallMs: number;
  readonly ownMs: number;
}

const categories = ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'];

/** Every stretch of work of the page's main thread while something is done, in order. */
export async function traceMainThread(
  { page, context }: BrowserPerson,
  act: () => Promise<void>,
): Promise<readonly Stretch[]> {
  const session = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await act();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return stretchesOf(events);
}

function stretchesOf(events: readonly TraceEvent[]): readonly Stretch[] {
  const main = events.find((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain');
  return events
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === main?.pid && tid === main.tid)
    .toSorted((one, other) => one.ts - other.ts)
    .map(({ dur = 0, tdur = 0 }) => ({ wallMs: dur / 1000, ownMs: tdur / 1000 }));
}
