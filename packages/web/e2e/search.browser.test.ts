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
  phone,
  picture,
  register,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let bob: BrowserPerson;
let carla: BrowserPerson;

const field = ({ page }: BrowserPerson) => page.getByRole('searchbox', { name: /^Search in/ });
const results = ({ page }: BrowserPerson) => page.locator('[data-result]');
const write = (person: BrowserPerson, chat: number, content: string) =>
  call(person, 'POST', `/chats/${chat}/messages`, { content });

/** What has the focus says this. */
async function focusOn({ page }: BrowserPerson, text: string): Promise<void> {
  await page.waitForFunction((words) => document.activeElement?.textContent?.includes(words), text);
}

describe('search', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: phone });
    carla = await sitDown(browser, 'Carla Nyström', { baseURL: server.url, device: desk });
    for (const person of [alice, bob, carla]) await register(person);
    await befriend(alice, bob);
    await befriend(alice, carla);
    await call(alice, 'POST', '/chats', { kind: 'private', with: 'bob' });
    await call(alice, 'POST', '/chats', { kind: 'group', name: 'Harbour walk', members: ['bob', 'carla'] });
    for (const person of [bob, carla]) await call(person, 'PATCH', '/invitations/2', { status: 'accepted' });
    await write(bob, 1, 'The ferry leaves at 9:40');
    await write(carla, 2, 'Meet at the ferry terminal?');
    for (let line = 1; line <= 60; line++) await write(bob, 2, `line ${line} about the weather`);
    await write(bob, 2, 'Last ferry back is at six');
    await write(alice, 1, 'Two seats on the FERRY by the window');
    await alice.page.goto('/search');
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB97 results stand in their chat, newest first, with who, when and the match marked', async () => {
    const { page } = alice;
    await field(alice).fill('ferry');
    await page.getByText('4 results').waitFor();
    const headings = page.getByRole('region', { name: 'Messages' }).getByRole('heading');
    assert.deepEqual(await headings.allTextContents(), ['Bob Okafor', 'Harbour walk', 'Bob Okafor']);
    assert.equal(await page.locator('mark').count(), 4);
    await picture(alice, 'search');
  });

  test('WEB96 person, chat and days narrow a search as chips, which are in the address and can be taken away', async () => {
    const { page } = alice;
    await page.getByRole('button', { name: 'Person', exact: true }).click();
    await page
      .getByRole('dialog', { name: 'Person' })
      .getByRole('button', { name: /^Carla/ })
      .click();
    await page.getByText('1 result', { exact: true }).waitFor();
    assert.equal(new URL(page.url()).search, '?q=ferry&from=carla');
    await page.getByRole('button', { name: /^Take away the filter Person: Carla/ }).click();
    await page.getByText('4 results').waitFor();
    await page.getByRole('button', { name: 'Chat', exact: true }).click();
    const chats = page.getByRole('dialog', { name: 'Chat' });
    await chats.getByRole('searchbox').fill('harb');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('2 results').waitFor();
    await page.getByRole('button', { name: 'Date', exact: true }).click();
    await page.getByRole('dialog', { name: 'Date' }).getByLabel('To').fill('2026-01-31');
    await page.getByText('Nothing found').waitFor();
    await picture(alice, 'search-filters');
    await page.reload();
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('button', { name: /^Take away the filter Date/ }).click();
    await page.getByText('2 results').waitFor();
    assert.equal(new URL(page.url()).search, '?q=ferry&chat=2');
  });

  test('WEB98 by keyboard from the field through the results into the conversation, where the search stays for the next', async () => {
    const { page } = alice;
    await page.goto('/search?q=ferry');
    await page.getByText('4 results').waitFor();
    await field(alice).focus();
    await page.keyboard.press('ArrowDown');
    await focusOn(alice, 'by the window');
    await page.keyboard.press('ArrowDown');
    await focusOn(alice, 'back is at six');
    await page.keyboard.press('Enter');
    await bubble(alice, 'back is at six').waitFor();
    await page.getByRole('complementary', { name: 'Search' }).waitFor();
    await focusOn(alice, 'back is at six');
    await page.keyboard.press('ArrowDown');
    await focusOn(alice, 'ferry terminal');
    await page.keyboard.press('Enter');
    await bubble(alice, 'ferry terminal').waitFor();
    await focusOn(alice, 'ferry terminal');
    await picture(alice, 'search-pane');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('feed', { name: 'Messages with Bob Okafor' }).waitFor();
    await focusOn(alice, 'leaves at 9:40');
    for (const _ of [1, 2, 3, 4]) await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
  });

  test('WEB98 inside one chat the number of all matches is said at once', async () => {
    const { page } = alice;
    await page.goto('/chats/2?pane=search&chat=2&q=weather');
    await page.getByText('60 results').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('[data-result]').length === 50);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-result]').length === 60);
    await page.getByRole('button', { name: /^Take away the filter Chat/ }).click();
    await field(alice).fill('ferry');
    await page.getByText('4 results').waitFor();
    assert.match(page.url(), /\/chats\/2\?pane=search&q=ferry$/);
  });

  test('WEB98 nothing asked, nothing found, the server failing and no connection are each said', async () => {
    const { page } = alice;
    await field(alice).fill('');
    await page.getByText('Find any message').waitFor();
    await field(alice).fill('xyzzy');
    await page.getByText('No message has “xyzzy” in it.').waitFor();
    await page.route('**/api/v1/search*', (route) => route.fulfill({ status: 500, json: {} }));
    await field(alice).fill('broken');
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
    await page.unroute('**/api/v1/search*');
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No message has “broken” in it.').waitFor();
    await alice.context.setOffline(true);
    await field(alice).fill('window');
    await page.getByText('only messages kept on this device were searched').waitFor();
    await alice.context.setOffline(false);
    await page.locator('mark', { hasText: 'window' }).waitFor();
  });

  test('WEB98 on a phone a result covers the search, and going back finds it as it was', async () => {
    const { page } = bob;
    await page.goto('/chats/2');
    await composer(bob).waitFor();
    await page.getByRole('button', { name: 'Search in this chat' }).click();
    await field(bob).fill('terminal');
    await page.locator('mark', { hasText: 'terminal' }).waitFor();
    await picture(bob, 'search-phone');
    await results(bob).first().click();
    await bubble(bob, 'ferry terminal').waitFor();
    assert.equal(await page.getByRole('complementary', { name: 'Search' }).count(), 0);
    await page.goBack();
    await page.locator('mark', { hasText: 'terminal' }).waitFor();
    await page.goBack();
    await page.getByRole('feed', { name: 'Messages with Harbour walk' }).waitFor();
  });

  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    const provoked = /status of 500/;
    assert.deepEqual(
      alice.complaints.filter((text) => !provoked.test(text)),
      [],
    );
    assert.deepEqual(bob.complaints, []);
  });
});
