/// <reference lib="dom" />
/**
 * Scrolls through a chat of 100,000 messages in a real browser and prints, as JSON, how long the page's main thread was
 * busy at a stretch: wall time, which other load on the machine prolongs, and the thread's own time, which it does not.
 * Run: `PARLEY_SAMPLE_DATA=folder node bench/web-scroll.ts [messages]`, after `npm run build` in packages/web.
 */
import {
  type BrowserPerson,
  call,
  desk,
  openBrowser,
  register,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { LongChat } from '@parley/testkit/long-chat.ts';
import { startServer } from '@parley/testkit/server.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds; `tdur` is time on the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const messages = Number(process.argv[2] ?? 100_000);
const categories = ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'];

await using server = await startServer();
const browser = await openBrowser();
const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
await register(alice);
const began = performance.now();
const chat = await LongChat.import(server, { name: 'Long', messages, days: 1100, member: alice.username });
const importSeconds = (performance.now() - began) / 1000;
await call(alice, 'PUT', `/chats/${chat.number}/marks`, { read: messages, delivered: messages });
await alice.page.goto(`/chats/${chat.number}`);
await alice.page.getByRole('article').last().waitFor();
await alice.page.mouse.move(850, 400);

const results: Record<string, object> = {};
const scenes: readonly (readonly [string, () => Promise<void>])[] = [
  ['scroll up 30,000 px', () => wheel(alice, 100, -300)],
  ['to a date a year back', () => toDate(alice)],
  ['scroll down 30,000 px', () => wheel(alice, 100, 300)],
  ['to the first message', () => press(alice, 'Home')],
  ['back to the newest', () => press(alice, 'End')],
];
for (const [name, act] of scenes) results[name] = await traced(alice, act);
const held = await alice.page.getByRole('article').count();
console.log(JSON.stringify({ messages, importSeconds, rowsInPage: held, ...results }, null, 2));
await browser.close();

async function wheel({ page }: BrowserPerson, times: number, px: number): Promise<void> {
  for (let turn = 0; turn < times; turn++) {
    await page.mouse.wheel(0, px);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

async function toDate({ page }: BrowserPerson): Promise<void> {
  const lastYear = String(new Date().getFullYear() - 1);
  await page.getByRole('button', { name: /Go to a date$/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('combobox').last().selectOption(lastYear);
  await page
    .getByRole('gridcell')
    .getByRole('button')
    .and(page.locator(':not([data-disabled])'))
    .nth(9)
    .click();
  await settled(page);
}

async function press({ page }: BrowserPerson, key: string): Promise<void> {
  await page.getByRole('feed').press(key);
  await settled(page);
}

/** Until the list has loaded and stood still. */
async function settled(page: BrowserPerson['page']): Promise<void> {
  await page.locator('[role=feed][aria-busy=false]').waitFor();
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  });
}

async function traced({ page, context }: BrowserPerson, act: () => Promise<void>): Promise<object> {
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
  return figuresOf(events);
}

/** Of the tasks on the page's main thread. */
function figuresOf(events: readonly TraceEvent[]): object {
  const main = events.find((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain');
  const tasks = events.filter(
    ({ name, pid, tid }) => name === 'RunTask' && pid === main?.pid && tid === main.tid,
  );
  const wall = tasks.map((task) => (task.dur ?? 0) / 1000);
  const own = tasks.map((task) => (task.tdur ?? 0) / 1000);
  return { tasks: tasks.length, wallMs: summary(wall), ownMs: summary(own) };
}

function summary(times: readonly number[]): object {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1));
  return { p99: at(0.99), max: at(1), over50: times.filter((time) => time > 50).length };
}
