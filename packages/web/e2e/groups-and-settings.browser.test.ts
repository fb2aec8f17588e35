import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  befriend,
  bubble,
  desk,
  goTo,
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

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let bob: BrowserPerson;

/** How far a page can be scrolled sideways, in px. */
function sideways({ page }: BrowserPerson): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe('a group, search and settings', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: phone });
    await register(alice);
    await register(bob);
    await befriend(alice, bob);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB5 a group is joined by invitation, and what happens in it is said in words', async () => {
    await alice.page.getByRole('button', { name: 'New group' }).click();
    const dialog = alice.page.getByRole('dialog', { name: 'New group' });
    await dialog.getByLabel('Name of the group').fill('Harbour walk');
    await dialog.getByRole('checkbox').check();
    await picture(alice, 'new-group');
    await dialog.getByRole('button', { name: 'Create the group' }).click();
    await bob.page.getByText('Alice Moreau invites you').waitFor();
    await picture(bob, 'chats-phone');
    await bob.page.getByRole('button', { name: 'Join' }).click();
    await alice.page.getByText('Bob Okafor joined').waitFor();
    await say(alice, 'Saturday at ten, meet at the lighthouse?');
    await say(bob, 'I am in. Weather looks calm.');
    await bubble(alice, 'looks calm').waitFor();
    await alice.page.getByRole('button', { name: 'Details', exact: true }).click();
    await alice.page.getByRole('button', { name: 'Rename' }).click();
    await alice.page.getByLabel('Name of the group').fill('Harbour walkers');
    await alice.page.getByRole('button', { name: 'Save' }).click();
    await bob.page.getByText('Alice Moreau named the group “Harbour walkers”').waitFor();
    await picture(alice, 'group-details');
  });

  test('WEB27 an owner gives a role, and the member sees it', async () => {
    await alice.page.getByRole('button', { name: 'Actions for Bob Okafor' }).click();
    await alice.page.getByRole('menuitem', { name: 'Make admin' }).click();
    await bob.page.getByText('Alice Moreau made Bob Okafor an admin').waitFor();
    await alice.page.getByText('@bob · Admin').waitFor();
  });

  test('WEB6 search finds any part of a word, marks it, and leads to the message', async () => {
    await goTo(alice, 'Search');
    await alice.page.getByRole('searchbox', { name: 'Search in all chats' }).fill('ghthou');
    await alice.page.locator('mark', { hasText: 'ghthou' }).waitFor();
    await picture(alice, 'search');
    await alice.page.getByRole('link').filter({ hasText: 'lighthouse' }).click();
    await bubble(alice, 'lighthouse').waitFor();
    assert.match(alice.page.url(), /\/chats\/\d+\/messages\/1\?/);
    await alice.page.getByRole('button', { name: 'Close' }).click();
    await alice.page.getByRole('button', { name: 'Search in this chat' }).click();
    await alice.page.getByRole('searchbox', { name: 'Search in this chat' }).fill('CALM');
    await alice.page.locator('mark', { hasText: 'calm' }).waitFor();
    await picture(alice, 'chat-search');
    await alice.page.getByRole('button', { name: 'Close' }).click();
  });

  test('WEB13 on a phone one column is shown at a time and nothing scrolls sideways', async () => {
    for (const place of ['Chats', 'People', 'Search', 'Settings']) {
      await goTo(bob, place);
      await bob.page.getByRole('heading', { name: place, exact: true }).waitFor();
      assert.equal(await sideways(bob), 0, place);
    }
    await goTo(bob, 'Chats');
    await bob.page.getByRole('link', { name: /^Harbour walkers/ }).click();
    await bob.page.getByRole('feed').waitFor();
    assert.equal(await bob.page.getByRole('list', { name: 'Your chats' }).isVisible(), false);
    await say(bob, `averyl${'o'.repeat(300)}ngword`);
    assert.equal(await sideways(bob), 0);
    await bob.page.getByRole('button', { name: 'Harbour walkers' }).click();
    await bob.page.getByRole('complementary', { name: 'Details' }).waitFor();
    assert.equal(await bob.page.getByRole('feed').count(), 0);
    await bob.page.getByRole('button', { name: 'Close' }).click();
  });

  test('WEB10 profile, language and colours take effect; signing out and in again works', async () => {
    await goTo(alice, 'Settings');
    await alice.page.getByText('Deutsch').click();
    await alice.page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await picture(alice, 'settings-german');
    await alice.page.getByText('English').click();
    await alice.page.getByLabel('Status').fill('On the water until Sunday');
    await alice.page.getByRole('button', { name: 'Save' }).first().click();
    await alice.page.getByText('Saved').waitFor();
    await alice.page.getByText('Dark', { exact: true }).click();
    assert.equal(await alice.page.evaluate(() => getComputedStyle(document.body).colorScheme), 'dark');
    await alice.page.getByRole('button', { name: 'Sign out' }).first().click();
    await alice.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.equal(new URL(alice.page.url()).search, '');
    await signIn(alice);
  });

  test('WEB22 a device that was not there tells who joined and what was renamed', async () => {
    const library = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    await library.page.goto('/');
    await signIn(library);
    await openFromList(library, 'Harbour walkers');
    const told = [
      'Bob Okafor joined',
      'Alice Moreau named the group “Harbour walkers”',
      'Alice Moreau made Bob Okafor an admin',
    ];
    for (const words of told) await library.page.getByText(words).waitFor();
    await picture(library, 'group-on-new-device');
    await library.context.close();
  });

  test('WEB10 a session is ended from another device, which then shows the sign-in page', async () => {
    const library = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    await library.page.goto('/');
    await signIn(library);
    await goTo(alice, 'Settings');
    await alice.page
      .getByRole('button', { name: /^Sign out Chrome/ })
      .first()
      .click();
    await library.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await library.context.close();
  });

  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    assert.deepEqual(alice.complaints, []);
    assert.deepEqual(bob.complaints, []);
  });
});
