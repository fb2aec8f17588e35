import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import {
  type BrowserPerson,
  bubble,
  composer,
  desk,
  openBrowser,
  password,
  phone,
  say,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { gatherCrowd } from '@parley/testkit/crowd.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { outsideTheScreen } from './outside-the-screen.test-support.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
const chats: number[] = [];

/** Each would show itself by a dialog, another title or a broken policy. */
const payloads = {
  script: '<script>alert(1)</script><img src=x onerror="alert(2)">',
  svg: '<svg onload="alert(3)"><a href="javascript:alert(4)">x</a></svg>',
  quotes: '"><iframe srcdoc="<script>alert(5)</script>"></iframe>{{7*7}}${' + 'alert(6)}',
  marks: `a${'\u0301'.repeat(150)}`,
  reversed: '\u202Edesrever si siht\u2066\u2067',
  emoji: '👩‍👩‍👧‍👦'.repeat(17),
  long: 'W'.repeat(200),
} as const;

interface Villain {
  readonly username: string;
  readonly api: ApiCaller;
}

async function join(username: string, name: string): Promise<Villain> {
  // Some names are refused, such as those that turn the direction; then everything else is left to harm with.
  const { status } = await new ApiCaller(server.url).ask('POST', '/users', { username, name, password });
  const body = { username, name: 'Villain', password };
  const path = status < 300 ? '/sessions' : '/users';
  const { session } = await new ApiCaller(server.url).call<{ session: { token: string } }>(
    'POST',
    path,
    path === '/users' ? body : { username, password },
  );
  return { username, api: new ApiCaller(server.url, session.token) };
}

/** A private chat, and a group that Alice is in, of somebody with such a name. */
async function crowdIn({ username, api }: Villain, self: ApiCaller, payload: string): Promise<number[]> {
  await api.ask('PATCH', '/users/me', { status_text: payload });
  await api.call('POST', '/friend-requests', { to: 'alice' });
  await self.call('PATCH', `/friend-requests/${username}`, { status: 'accepted' });
  const { number } = await api.call<{ number: number }>('POST', '/chats', { kind: 'private', with: 'alice' });
  await api.call('POST', `/chats/${number}/messages`, { content: payload });
  await api.ask('PUT', `/chats/${number}/messages/1/reactions/${encodeURIComponent(payload)}`);
  const body = { kind: 'group', name: payload.slice(0, 100), members: ['alice'] };
  const { status } = await api.ask('POST', '/chats', { ...body, members: [] });
  const group = await api.call<{ number: number }>(
    'POST',
    '/chats',
    status < 300 ? body : { ...body, name: 'Crew' },
  );
  await self.call('PATCH', `/invitations/${group.number}`, { status: 'accepted' });
  await api.call('POST', `/chats/${group.number}/messages`, { content: payload });
  return [number, group.number];
}

/** Nothing was carried out, nothing complained, nothing reaches beyond the side. */
async function isSound(person: BrowserPerson, place: string): Promise<void> {
  assert.deepEqual(await person.page.evaluate(outsideTheScreen), [], place);
  assert.deepEqual(person.complaints, [], place);
  assert.equal(await person.page.locator('iframe, main svg[onload], main img[onerror]').count(), 0, place);
}

async function signIn({ page }: BrowserPerson): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Username').fill('alice');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('list', { name: 'Your chats' }).waitFor();
}

describe('names and other fields that mean harm', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    const { api: self } = await join('alice', payloads.emoji);
    for (const [at, payload] of Object.values(payloads).entries()) {
      const villain = await join(`villain-${at}`, payload);
      chats.push(...(await crowdIn(villain, self, payload)));
    }
    alice = await sitDown(browser, 'Alice', { baseURL: server.url, device: phone });
    alice.page.on('dialog', () => assert.fail('a script ran'));
    await signIn(alice);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('A11Y11 names, states, chats and messages of any kind are shown as text, on every page', async () => {
    const { page } = alice;
    await isSound(alice, 'chats');
    for (const place of ['/people', '/people?section=directory', '/settings']) {
      await page.goto(place);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await isSound(alice, place);
    }
    for (const chat of chats) {
      await page.goto(`/chats/${chat}`);
      await page.getByRole('article').last().waitFor();
      await isSound(alice, `chat ${chat}`);
      await page.goto(`/chats/${chat}?pane=details`);
      await page.getByRole('complementary').first().waitFor();
      await isSound(alice, `details of chat ${chat}`);
    }
  });

  test('A11Y11 addresses and searches that mean harm find nothing and carry nothing out', async () => {
    const { page } = alice;
    for (const payload of Object.values(payloads)) {
      const asked = encodeURIComponent(payload);
      await page.goto(`/search?q=${asked}&chat=${asked}&from=${asked}&since=${asked}`);
      await page.getByRole('searchbox').waitFor();
      await isSound(alice, 'search');
      await page.goto(`/chats/${asked}`);
      await page.getByText('There is nothing here').waitFor();
      await page.goto(`/sign-in?next=${encodeURIComponent(`javascript:alert(7)//${payload}`)}`);
      await page.waitForURL(/\/chats/);
    }
    await isSound(alice, 'addresses');
  });

  test('A11Y11 beside them one goes on to write and to read, on a desk as well', async () => {
    const device = { ...desk, viewport: { width: 320, height: 640 } };
    const narrow = await sitDown(browser, 'Alice', { baseURL: server.url, device });
    await signIn(narrow);
    await isSound(narrow, 'chats at 320 px');
    await narrow.page.goto('/chats/1');
    await composer(narrow).waitFor();
    await say(narrow, 'still here');
    await alice.page.goto('/chats/1');
    await bubble(alice, 'still here').waitFor();
    await isSound(narrow, 'conversation at 320 px');
    await narrow.context.close();
  });

  test('A11Y12 a group of two thousand opens with all of them in its details, and one writes in it', async (t) => {
    const { page } = alice;
    const number = await gatherCrowd(server, 'alice', 2000);
    const start = performance.now();
    await page.goto(`/chats/${number}?pane=details`);
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText(/2,000 members/).waitFor({ timeout: 30_000 });
    await details.getByRole('listitem').first().waitFor({ timeout: 30_000 });
    t.diagnostic(`${Math.round(performance.now() - start)} ms to the details of 2,000 members`);
    assert.deepEqual(alice.complaints, []);
    await page.goto(`/chats/${number}`);
    await composer(alice).waitFor();
    await say(alice, 'hello to all of you');
  });
});
