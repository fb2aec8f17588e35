import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  befriend,
  bubble,
  call,
  composer,
  desk,
  openBrowser,
  openFromList,
  phone,
  picture,
  register,
  say,
  signIn,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import type { Page } from 'playwright-core';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let bob: BrowserPerson;
/** Alice's two tabs on a desk and her phone. */
let first: BrowserPerson;
let second: BrowserPerson;
let pocket: BrowserPerson;

const connections = () => server.connectionsOf('alice');

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 2500) throw new Error(`never came true: ${condition}`);
    await first.page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

describe('without a connection, and in several windows', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: desk });
    first = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    pocket = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: phone });
    // Time of these windows can be moved on.
    for (const { context } of [first, pocket]) await context.clock.install();
    await register(bob);
    await register(first);
    await befriend(bob, first);
    await call(bob, 'POST', '/chats', { kind: 'private', with: 'alice' });
    second = { ...first, page: await first.context.newPage() };
    for (const { page } of [first, second]) await page.goto('/chats');
    await pocket.page.goto('/');
    await signIn(pocket);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB110 two tabs share one connection; the other goes on when the first is closed', async () => {
    const third = await first.context.newPage();
    await third.goto('/chats');
    await third.getByRole('list', { name: 'Your chats' }).waitFor();
    await until(() => connections() === 2);
    await call(bob, 'POST', '/chats/1/messages', { content: 'to every window' });
    for (const page of [first.page, second.page, third, pocket.page])
      await page.getByText('to every window').waitFor();
    await first.page.close();
    first = { ...first, page: third };
    await call(bob, 'POST', '/chats/1/messages', { content: 'after the first has gone' });
    for (const { page } of [first, second]) await page.getByText('after the first has gone').waitFor();
    await until(() => connections() === 2);
  });

  test('WEB111 two tabs and a phone of one person agree on what is unread at every step', async () => {
    const windows = [first, second, pocket];
    const agree = async (unread: number) => {
      for (const { page } of windows) {
        const item = page.getByRole('list', { name: 'Your chats' }).getByRole('listitem');
        const badge = item.getByText(`${unread} unread`, { exact: true });
        if (unread > 0) await badge.waitFor();
        else await item.getByText(/\d+ unread/).waitFor({ state: 'detached' });
      }
    };
    await agree(2);
    await call(bob, 'POST', '/chats/1/messages', { content: 'a third' });
    await agree(3);
    await openFromList(second, 'Bob Okafor');
    await bubble(second, 'a third').waitFor();
    await agree(0);
    await second.page.goto('/chats');
    for (let unread = 1; unread <= 3; unread++) {
      await call(bob, 'POST', '/chats/1/messages', { content: `again ${unread}` });
      await agree(unread);
    }
    await openFromList(pocket, 'Bob Okafor');
    await bubble(pocket, 'again 3').waitFor();
    await pocket.page.goto('/chats');
    await agree(0);
  });

  test('WEB112 after an hour without network every window shows the same, in order, nothing twice', async () => {
    for (const person of [first, second, pocket]) await openFromList(person, 'Bob Okafor');
    const contexts = [first.context, pocket.context];
    await Promise.all(contexts.map((context) => context.setOffline(true)));
    for (let n = 1; n <= 20; n++)
      await say(n % 5 === 0 ? pocket : n % 2 === 0 ? first : second, `written ${n}.`);
    // What one tab wrote waits in the other, too.
    for (const { page } of [first, second]) {
      await page.getByRole('article').filter({ hasText: 'written 19' }).waitFor();
      await page.getByRole('article').filter({ hasText: 'written 18' }).waitFor();
    }
    await first.page.getByText('You are offline').waitFor();
    await picture(pocket, 'offline-phone');
    const missed = Array.from({ length: 200 }, (_, index) => `missed ${index + 1}.`);
    for (const content of missed) await call(bob, 'POST', '/chats/1/messages', { content });
    await Promise.all(contexts.map((context) => context.clock.fastForward('01:00:00')));
    await Promise.all(contexts.map((context) => context.setOffline(false)));
    await first.page.getByText('Back online').waitFor();
    await until(
      async () => (await messagesOf(bob.page)).filter((text) => text.startsWith('written')).length >= 20,
    );
    const whole = await messagesOf(bob.page);
    checkLog(whole, missed);
    const newest = whole.at(-1) ?? '';
    for (const { page } of [first, second, pocket]) {
      await toNewest(page, newest);
      const shown = await shownIn(page, 40);
      assert.deepEqual(shown, whole.slice(-shown.length));
    }
  });

  test('WEB109 a short break does not show; a long one is said over the page, which does not move, and its end fades', async () => {
    const { context, page } = pocket;
    await page.goto('/chats/1');
    const line = page.getByRole('status').filter({ hasText: /offline|Connect|Back/ });
    const field = page.getByRole('textbox', { name: /^Message to/ });
    await field.waitFor();
    await call(bob, 'POST', '/chats/1/messages', { content: 'before the break' });
    await toNewest(page, 'before the break');
    const place = await field.boundingBox();
    await context.clock.pauseAt(await page.evaluate(() => Date.now() + 5000));
    await context.setOffline(true);
    await context.clock.runFor(1900);
    assert.equal(await line.count(), 0);
    await context.setOffline(false);
    await call(bob, 'POST', '/chats/1/messages', { content: 'after the break' });
    await bubble(pocket, 'after the break').waitFor();
    await context.clock.runFor(1000);
    assert.equal(await line.count(), 0);
    await context.setOffline(true);
    await context.clock.runFor(2500);
    await page.getByText('You are offline').waitFor();
    assert.deepEqual(await field.boundingBox(), place);
    await context.setOffline(false);
    await page.getByText('Back online').waitFor();
    await context.clock.runFor(3000);
    assert.equal(await line.count(), 0);
    await context.clock.resume();
  });

  test('WEB113 a reload without a network shows the conversation, and what was written waits in it', async () => {
    await first.page.goto('/chats/1');
    await toNewest(first.page, 'written 19.');
    await first.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await first.context.setOffline(true);
    await say(first, 'under the bridge');
    await first.page.reload();
    await bubble(first, 'under the bridge').waitFor();
    await bubble(first, 'written 19').waitFor();
    await composer(first).waitFor();
    await first.context.setOffline(false);
    await toNewest(second.page, 'under the bridge');
    await bubble(second, 'under the bridge')
      .getByText(/Sent|Delivered|Read/)
      .waitFor();
    assert.deepEqual(first.complaints, []);
  });
});

/** Every message of the chat as the server has it, in its order. */
async function messagesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const texts: string[] = [];
    for (let query = ''; ; ) {
      const response = await fetch(`/api/v1/chats/1/messages?limit=100${query}`);
      const { items } = (await response.json()) as { items: { number: number; content: string }[] };
      texts.unshift(...items.map((message) => message.content).reverse());
      const oldest = items.at(-1)?.number ?? 1;
      if (oldest === 1) return texts;
      query = `&before=${oldest}`;
    }
  });
}

/** Scrolls down until the newest message is there. */
async function toNewest(page: Page, text: string): Promise<void> {
  // One that waits has no number yet.
  const newest = page.locator('article[aria-posinset]').filter({ hasText: text });
  await until(async () => {
    await page.getByRole('feed').evaluate((feed) => feed.scrollTo(0, feed.scrollHeight));
    return (await newest.count()) > 0;
  });
}

/** Whether what was scrolled to has been drawn: rows stand at the head of what is in sight. */
function rowsFillSight(): boolean {
  const feed = document.querySelector('[role=feed]')?.getBoundingClientRect();
  const rows = [...document.querySelectorAll('article')].map((each) => each.getBoundingClientRect());
  return feed !== undefined && rows.some(({ top, bottom }) => top <= feed.top && bottom >= feed.top);
}

/** The newest messages as a window shows them, at least so many: it is scrolled up as somebody would. */
async function shownIn(page: Page, least: number): Promise<readonly string[]> {
  const seen = new Map<number, string>();
  for (let steps = 0; seen.size < least && steps < 100; steps++) {
    const rows = await page
      .getByRole('article')
      .evaluateAll((articles) =>
        articles.map((each) => [Number(each.getAttribute('aria-posinset')), each.textContent ?? ''] as const),
      );
    for (const [number, text] of rows)
      if (number > 0) seen.set(number, /(missed|written) \d+\./.exec(text)?.[0] ?? text);
    await page.getByRole('feed').evaluate((feed) => feed.scrollBy(0, -300));
    await page.waitForFunction(rowsFillSight);
  }
  return [...seen].sort(([a], [b]) => a - b).map(([, text]) => text);
}

/** Nothing stands twice; what one writes in a browser or on a phone keeps its order. */
function checkLog(whole: readonly string[], missed: readonly string[]): void {
  assert.equal(new Set(whole).size, whole.length, 'something stands twice');
  assert.deepEqual(
    whole.filter((text) => text.startsWith('missed')),
    missed,
  );
  const own = whole.flatMap((text) =>
    text.startsWith('written') ? [Number.parseInt(text.split(' ')[1] ?? '', 10)] : [],
  );
  const inOrder = (numbers: readonly number[]) =>
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
  inOrder(own.filter((n) => n % 5 === 0));
  inOrder(own.filter((n) => n % 5 !== 0));
}
