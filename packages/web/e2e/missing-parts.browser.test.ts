import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  befriend,
  bubble,
  call,
  composer,
  desk,
  openBrowser,
  register,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';

test('WEB75 a part that cannot be loaded leaves the conversation, and what is written, as they are', async (t) => {
  await using server = await startServer();
  const browser = await openBrowser();
  t.after(() => browser.close());
  const seat = { baseURL: server.url, device: desk };
  const alice = await sitDown(browser, 'Alice Moreau', seat);
  const bob = await sitDown(browser, 'Bob Okafor', seat);
  for (const person of [alice, bob]) await register(person);
  await befriend(alice, bob);
  await call(alice, 'POST', '/chats', { kind: 'private', with: 'bob' });
  // As if the server were gone and nothing of this kept: the worker that keeps the app would answer otherwise.
  const offline = await browser.newContext({ ...desk, baseURL: server.url, serviceWorkers: 'block' });
  await offline.addCookies(await alice.context.cookies());
  await offline.route(/\/assets\/(completion|emoji-choice|panels|pinned-bar)-/, (route) => route.abort());
  const page = await offline.newPage();
  await page.goto('/chats/1');
  const field = page.getByRole('textbox', { name: /^Message to/ });
  const refused = page.waitForEvent('requestfailed', (request) => request.url().includes('/completion-'));
  await field.pressSequentially('Ask @b');
  await refused;
  await page.getByRole('button', { name: 'Emoji and stickers' }).click();
  await page.getByRole('button', { name: 'Emoji and stickers', expanded: false }).waitFor();
  await field.pressSequentially('ob');
  assert.equal(await field.inputValue(), 'Ask @bob');
  await field.press('Enter');
  const said = page.getByRole('article').filter({ hasText: 'Ask @bob' });
  await said.getByRole('button', { name: /^Actions for message/ }).click({ force: true });
  await page.getByText('The server cannot be reached').waitFor();
  assert.ok(await said.isVisible());
  await bob.page.goto('/chats/1');
  await bubble(bob, 'Ask @bob').waitFor();
  assert.equal(await composer(bob).inputValue(), '');
});
