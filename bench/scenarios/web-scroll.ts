/// <reference lib="dom" />
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
import { traceMainThread } from '../load/main-thread-trace.ts';
import type { Run } from '../run.ts';
import type { Scenario } from './scenario.ts';

const frameMs = 50;

/** What is done, one after the other, from the newest message on. */
const scenes: Readonly<Record<string, (person: BrowserPerson) => Promise<void>>> = {
  'scroll up 30,000 px': (person) => wheel(person, 100, -300),
  'to a date a year back': toDate,
  'scroll down 30,000 px': (person) => wheel(person, 100, 300),
  'to the first message': (person) => press(person, 'Home'),
  'to the newest message': (person) => press(person, 'End'),
};

/** Not among all scenarios: it needs Chromium. */
export const webScroll: Scenario = {
  id: 'scroll',
  title: 'A chat of 100,000 messages, scrolled in a browser',
  method: `An imported group over three years, its texts those of \`PARLEY_SAMPLE_DATA\` again and again, or made up, in Chromium. A trace of the page's main thread says how long it was busy at a stretch: by the clock, which other load on the machine prolongs, and on the processor. Memory is what scripts hold after collecting garbage.`,
  targets: [
    ...Object.keys(scenes).map((subject) => ({
      what: `stretches over ${frameMs} ms beyond the first`,
      subject,
      atMost: 0,
    })),
    { what: 'memory, in the end', atMost: 40, unit: 'MB' },
    { what: 'messages in the page', atMost: 60 },
  ],
  async measure(run) {
    const messages = run.messages(100_000, 2000);
    await using server = await startServer();
    const browser = await openBrowser();
    try {
      const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
      await register(alice);
      const plan = { name: 'Long', messages, days: 1100, member: alice.username };
      const { number } = await LongChat.import(server, plan);
      await call(alice, 'PUT', `/chats/${number}/marks`, { read: messages, delivered: messages });
      for (let round = 0; round < run.options.rounds; round++) await scroll(run, alice, number);
    } finally {
      await browser.close();
    }
  },
};

async function scroll(run: Run, alice: BrowserPerson, chat: number): Promise<void> {
  await alice.page.goto(`/chats/${chat}`);
  await alice.page.getByRole('article').last().waitFor();
  await alice.page.mouse.move(850, 400);
  await settled(alice.page);
  run.note('memory, opened', 'Parley', 'MB', await heldMegabytes(alice));
  for (const [scene, act] of Object.entries(scenes)) {
    const [, ...stretches] = await traceMainThread(alice, () => act(alice));
    const over = stretches.filter(({ wallMs }) => wallMs > frameMs).length;
    run.note(`stretches over ${frameMs} ms beyond the first`, scene, '', over);
    run.note('longest by the clock', scene, 'ms', Math.max(...stretches.map(({ wallMs }) => wallMs)));
    run.note('longest on the processor', scene, 'ms', Math.max(...stretches.map(({ ownMs }) => ownMs)));
  }
  run.note('memory, in the end', 'Parley', 'MB', await heldMegabytes(alice));
  run.note('messages in the page', 'Parley', '', await alice.page.getByRole('article').count());
}

/** What the page's scripts hold once garbage is collected. */
async function heldMegabytes({ page, context }: BrowserPerson): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

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
