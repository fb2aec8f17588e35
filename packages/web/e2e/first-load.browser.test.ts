import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { befriend, call, desk, openBrowser, register, sitDown } from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';

const mostBytes = 150_000;

describe('the first load', () => {
  test('WEB12 the first conversation is usable with at most 150 kB of JavaScript, without the validator', async (t) => {
    await using server = await startServer();
    const browser = await openBrowser();
    t.after(() => browser.close());
    const seat = { baseURL: server.url, device: desk };
    const alice = await sitDown(browser, 'Alice Moreau', seat);
    const bob = await sitDown(browser, 'Bob Okafor', seat);
    await register(alice);
    await register(bob);
    await befriend(alice, bob);
    await call(alice, 'POST', '/chats', { kind: 'private', with: 'bob' });

    // A page of its own: what another one loads while it is idle is not counted.
    const page = await alice.page.context().newPage();
    await alice.page.close();
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.js')) scripts.push(request.url());
    });
    await page.goto('/chats/1');
    await page.getByRole('textbox', { name: 'Message to Bob Okafor' }).waitFor();

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
});
