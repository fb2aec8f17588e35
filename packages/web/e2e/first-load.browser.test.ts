import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { befriend, call, desk, openBrowser, register, sitDown } from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';
import type { Page } from 'playwright-core';

const mostBytes = 150_000;

/** A page of Alice's, who has a chat with Bob, in a window of its own: signed in, with nothing stored and nothing loaded. */
async function newPageOfAlice(baseURL: string, t: TestContext): Promise<Page> {
  const browser = await openBrowser();
  t.after(() => browser.close());
  const alice = await sitDown(browser, 'Alice Moreau', { baseURL, device: desk });
  const bob = await sitDown(browser, 'Bob Okafor', { baseURL, device: desk });
  await register(alice);
  await register(bob);
  await befriend(alice, bob);
  await call(alice, 'POST', '/chats', { kind: 'private', with: 'bob' });
  const context = await browser.newContext({ ...desk, baseURL });
  await context.addCookies(await alice.context.cookies());
  return context.newPage();
}

async function openChat(page: Page): Promise<void> {
  await page.goto('/chats/1');
  await page.getByRole('textbox', { name: 'Message to Bob Okafor' }).waitFor();
}

describe('the first load', () => {
  test('WEB12 the first conversation is usable with at most 150 kB of JavaScript, without the validator', async (t) => {
    await using server = await startServer();
    const page = await newPageOfAlice(server.url, t);
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.js')) scripts.push(request.url());
    });
    await openChat(page);

    const loaded = await Promise.all(
      scripts.map(async (url) => [url, await (await fetch(url)).text()] as const),
    );
    const sizes = loaded.map(
      ([url, text]) => [url.split('/').at(-1), gzipSync(text, { level: 9 }).length] as const,
    );
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    t.diagnostic(`${(total / 1000).toFixed(1)} kB: ${sizes.map((size) => size.join(' ')).join(', ')}`);
    assert.ok(total > 0 && total <= mostBytes, `${total} bytes`);
    assert.ok(loaded.every(([, text]) => !text.includes('ZodError')));
  });

  test('WEB14 account, chat and texts are asked for once, while the program is not there yet', async (t) => {
    await using server = await startServer();
    const page = await newPageOfAlice(server.url, t);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const early = ['/api/v1/users/me', '/api/v1/chats/1'];
    const texts = page.waitForRequest(/\/en-first-/);
    const answers = early.map((path) => page.waitForResponse((answer) => answer.url().endsWith(path)));
    // The program comes only when all of that is there.
    await page.route(/\/assets\/(app|vendor)-[^/]+\.js$/, async (route) => {
      await Promise.all([texts, ...answers]);
      await route.continue();
    });
    await openChat(page);
    for (const path of early) assert.equal(asked.filter((each) => each === path).length, 1, path);
  });
});
