import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { type BrowserPerson, desk, openBrowser, register, sitDown } from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';
import type { Run } from '../run.ts';
import type { Scenario } from './scenario.ts';

/** Not a dependency: it brings more than a hundred packages, for this one measurement. */
const lighthouse = 'lighthouse@13.5.0';
const categories = ['performance', 'accessibility', 'best-practices'] as const;
const presets = { 'Lighthouse, desktop': ['--preset=desktop'], 'Lighthouse, mobile': [] } as const;
type Preset = keyof typeof presets;

interface Category {
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface Audit {
  readonly title: string;
  readonly score: number | null;
  readonly numericValue?: number;
  readonly details?: object;
}

interface Report {
  readonly finalDisplayedUrl: string;
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<Record<string, Category>>;
  readonly audits: Readonly<Record<string, Audit>>;
}

const subjects = Object.keys(presets) as readonly Preset[];

/** Not among all scenarios: it needs Chromium, and npm to fetch Lighthouse. */
export const web: Scenario = {
  id: 'web',
  title: 'The conversation page, as Lighthouse sees it',
  method: `A private chat of 60 messages, none of them read, opened for the first time by somebody who is signed in: nothing cached, by the browser or by the page; ${lighthouse} on Chromium, with the simulated network and processor of its presets. Points of 100.`,
  targets: subjects.flatMap((subject) =>
    categories.map((what) => ({ what, subject, unit: 'points', atLeast: 95 })),
  ),
  async measure(run) {
    for (let round = 0; round < run.options.rounds; round++)
      for (const subject of subjects) await run.inFolder((folder) => openAnew(run, subject, folder));
  },
};

/** Each time another server and another browser: Lighthouse does not clear everything that a page stores. */
async function openAnew(run: Run, subject: Preset, folder: string): Promise<void> {
  await using server = await startServer();
  const port = await freePort();
  const browser = await openBrowser([`--remote-debugging-port=${port}`]);
  try {
    const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    await register(alice);
    await converse(server.url, alice);
    await signInBeside(browser, alice);
    await judge(run, subject, { url: `${server.url}/chats/1`, port, folder });
  } finally {
    await browser.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}

/** Sixty messages between Alice and Bob. */
async function converse(url: string, { page }: BrowserPerson): Promise<void> {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const body = { username: 'bob', name: 'Bob Okafor', password: 'correct horse battery' };
  const { session } = await new ApiCaller(url).call<{ session: { token: string } }>('POST', '/users', body);
  const bob = new ApiCaller(url, session.token);
  await bob.call('POST', '/friend-requests', { to: 'alice' });
  const headers = { cookie, 'content-type': 'application/json', origin: url };
  const answer = await fetch(`${url}/api/v1/friend-requests`, {
    method: 'POST',
    headers,
    body: '{"to":"bob"}',
  });
  if (!answer.ok) throw new Error(`becoming friends was answered ${answer.status}`);
  await bob.call('POST', '/chats', { kind: 'private', with: 'alice' });
  for (let line = 1; line <= 60; line++)
    await bob.call('POST', '/chats/1/messages', {
      content: `${line}: the ferry leaves at 9:40 from pier 4.`,
    });
}

type Browser = Awaited<ReturnType<typeof openBrowser>>;

/** Gives the session to windows that others open in this browser, as Lighthouse does. */
async function signInBeside(browser: Browser, { context }: BrowserPerson): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const cookies = (await context.cookies()).map(({ name, value, domain, path }) => ({
    name,
    value,
    domain,
    path,
  }));
  await session.send('Storage.setCookies', { cookies });
  await session.detach();
}

interface Page {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
}

async function judge(run: Run, subject: Preset, { url, port, folder }: Page): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const output = join(folder, 'report.json');
  const settings = [`--port=${port}`, '--output=json', `--output-path=${output}`, '--quiet'];
  const only = `--only-categories=${categories.join(',')}`;
  const args = ['--yes', lighthouse, url, ...settings, only, ...presets[subject]];
  await promisify(execFile)('npx', args, { timeout: 240_000 });
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  if (report.runtimeError) throw new Error(report.runtimeError.message);
  if (report.finalDisplayedUrl !== url) throw new Error(`${report.finalDisplayedUrl} was shown, not ${url}`);
  for (const category of categories)
    run.note(category, subject, 'points', (report.categories[category]?.score ?? 0) * 100);
  for (const fault of faultsIn(report)) run.say(`${subject}: ${fault}`);
  const measured = (audit: string) => report.audits[audit]?.numericValue ?? Number.NaN;
  run.note('largest contentful paint', subject, 's', measured('largest-contentful-paint') / 1000);
  run.note('total blocking time', subject, 'ms', measured('total-blocking-time'));
  run.note('cumulative layout shift', subject, '', measured('cumulative-layout-shift'));
}

/** What costs points other than time. */
function faultsIn({ categories: found, audits }: Report): readonly string[] {
  return categories
    .filter((category) => category !== 'performance')
    .flatMap((category) => found[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${audits[id]?.title}: ${JSON.stringify(audits[id]?.details)}`);
}
