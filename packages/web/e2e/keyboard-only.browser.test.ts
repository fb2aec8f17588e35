import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type BrowserPerson, desk, openBrowser, password, sitDown } from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { KeyboardPerson } from './keyboard-person.test-support.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let sittings: readonly BrowserPerson[];
let alice: KeyboardPerson;
let bob: KeyboardPerson;

const article = (who: KeyboardPerson, text: string) =>
  who.page.getByRole('article').filter({ hasText: text }).last();

/** Registers, beginning at the sign-in page. */
async function register(who: KeyboardPerson, username: string, name: string): Promise<void> {
  await who.page.goto('/');
  await who.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await who.go('New here? Create an account');
  await who.page.getByRole('heading', { name: 'Create your account' }).waitFor();
  await who.isOn('Username');
  await who.type(username);
  await who.tabTo(/^Name/);
  await who.type(name);
  await who.tabTo('Password');
  await who.type(password);
  await who.press('Enter');
  await who.page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor();
}

describe('without a mouse, from registering to signing out', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    const seat = { baseURL: server.url, device: { ...desk, reducedMotion: 'reduce' } } as const;
    sittings = [await sitDown(browser, 'Alice Moreau', seat), await sitDown(browser, 'Bob Okafor', seat)];
    const [one, other] = sittings.map((sitting) => new KeyboardPerson(sitting));
    assert.ok(one && other);
    [alice, bob] = [one, other];
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('A11Y2 A11Y3 two people register', async () => {
    await register(alice, 'alice', 'Alice Moreau');
    await register(bob, 'bob', 'Bob Okafor');
  });

  test('A11Y2 A11Y3 one finds the other and asks, the other accepts', async () => {
    await alice.go(/^People/);
    await alice.page.getByRole('heading', { name: 'People', exact: true }).waitFor();
    await alice.go('Directory');
    await alice.isOn('Find by name or username');
    await alice.type('oka');
    await alice.page.getByRole('button', { name: /^Bob Okafor/ }).waitFor();
    await alice.go('Send a request');
    await alice.page.getByRole('button', { name: 'Withdraw' }).waitFor();
    await alice.isSomewhere();
    await bob.page.getByRole('link', { name: /1 new request/ }).waitFor();
    await bob.go(/^People/);
    await bob.go(/^Requests/);
    await bob.page.getByText('wants to be your friend').waitFor();
    await bob.go('Accept');
    await bob.page.getByText('No open requests').waitFor();
    await bob.isSomewhere();
  });

  test('A11Y2 A11Y3 they write to each other, and one answers', async () => {
    await alice.page.getByRole('button', { name: 'Message' }).waitFor();
    await alice.tabTo('Message');
    await alice.press('Enter');
    await alice.isOn('Message to Bob Okafor');
    await alice.type('Did you get the tickets?');
    await alice.press('Enter');
    await article(alice, 'the tickets').waitFor();
    await alice.isOn('Message to Bob Okafor');
    await bob.tabTo(/^Chats/, 'Shift+Tab');
    await bob.press('Enter');
    await bob.page.getByRole('list', { name: 'Your chats' }).getByRole('link').waitFor();
    await bob.go(/^Alice Moreau/);
    await bob.isOn('Message to Alice Moreau');
    await bob.type('Yes, two by the window');
    await bob.press('Enter');
    await article(alice, 'by the window').waitFor();
    await alice.page.locator('[role=feed][aria-keyshortcuts]').waitFor();
    await alice.tabTo('Messages with Bob Okafor', 'Shift+Tab');
    await alice.press('ArrowUp');
    await alice.isOn('Bob Okafor');
    await alice.press('r');
    await alice.page.getByText('Reply to Bob Okafor').waitFor();
    await alice.isOn('Message to Bob Okafor');
    await alice.type('Perfect, I bring the coffee');
    await alice.press('Enter');
    await article(bob, 'bring the coffee').waitFor();
  });

  test('A11Y2 A11Y3 a message is changed, and reacted to', async () => {
    await alice.isOn('Message to Bob Okafor');
    await alice.press('ArrowUp');
    await alice.page.getByText('Edit the message').waitFor();
    await alice.type(' and rolls');
    await alice.press('Enter');
    await article(bob, 'coffee and rolls').getByText('edited').waitFor();
    await bob.page.locator('[role=feed][aria-keyshortcuts]').waitFor();
    await bob.tabTo('Messages with Alice Moreau', 'Shift+Tab');
    await bob.press('ArrowUp');
    await bob.isOn('Alice Moreau');
    await bob.press('+');
    await bob.isOn('Search emoji');
    await bob.type('anchor');
    await bob.page.getByRole('gridcell', { name: 'Anchor' }).waitFor();
    await bob.press('Enter');
    await article(alice, 'coffee and rolls').getByRole('button', { name: '⚓️: Bob Okafor' }).waitFor();
    await bob.isOn('Alice Moreau');
    await bob.press('Enter');
    await bob.page.getByRole('menu').waitFor();
    await bob.isOn(/^Reply/);
    await bob.press('Escape');
    await bob.isOn('Alice Moreau');
  });

  test('A11Y2 A11Y3 searching leads to a message, keys to both ends, to another chat and back', async () => {
    await alice.isOn('Message to Bob Okafor');
    await alice.press('Control+f');
    await alice.isOn('Search in this chat');
    await alice.type('tick');
    await alice.page.getByText('1 result', { exact: true }).waitFor();
    await alice.press('ArrowDown');
    await alice.isOn(/the tickets/);
    await alice.press('Enter');
    await alice.page.waitForURL(/messages\/1\?/);
    await alice.press('Escape');
    await alice.page.getByRole('complementary', { name: 'Search' }).waitFor({ state: 'detached' });
    await alice.isSomewhere();
    await alice.tabTo('Messages with Bob Okafor');
    await alice.press('ArrowUp');
    await alice.press('Home');
    await alice.page.waitForFunction(() => document.activeElement?.ariaPosInSet === '1');
    await alice.press('End');
    await alice.page.waitForFunction(() => document.activeElement?.ariaPosInSet === '3');
    await alice.page.evaluate(() =>
      fetch('/api/v1/chats', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"kind":"group","name":"Harbour walk"}',
      }),
    );
    await alice.page.getByRole('link', { name: /^Harbour walk/ }).waitFor();
    await alice.press('Control+k');
    await alice.isOn('Go to');
    await alice.type('harb');
    await alice.page.getByRole('option', { name: 'Harbour walk', selected: true }).waitFor();
    await alice.press('Enter');
    await alice.isOn('Message to Harbour walk');
    await alice.press('Alt+ArrowDown');
    await alice.isOn('Message to Bob Okafor');
  });

  test('A11Y2 A11Y3 from the settings they sign out', async () => {
    await alice.press('Control+,');
    await alice.page.getByRole('heading', { name: 'Settings' }).waitFor();
    await alice.go('Sign out');
    await alice.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await alice.isOn('Username');
  });

  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    for (const { complaints } of sittings) assert.deepEqual(complaints, []);
  });
});
