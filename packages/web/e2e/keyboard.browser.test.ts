import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  befriend,
  call,
  composer,
  desk,
  openBrowser,
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

const row = ({ page }: BrowserPerson, title: string) =>
  page.getByRole('list', { name: 'Your chats' }).getByRole('link', { name: new RegExp(`^${title}`) });
const pane = ({ page }: BrowserPerson, name: string) => page.getByRole('complementary', { name });
const write = (person: BrowserPerson, chat: number, content: string) =>
  call(person, 'POST', `/chats/${chat}/messages`, { content });

async function focused({ page }: BrowserPerson): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
}
describe('by keyboard alone', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    const seat = { baseURL: server.url, device: desk };
    alice = await sitDown(browser, 'Alice Moreau', seat);
    bob = await sitDown(browser, 'Bob Okafor', seat);
    carla = await sitDown(browser, 'Carla Nyström', seat);
    for (const person of [alice, bob, carla]) await register(person);
    await befriend(alice, bob);
    await befriend(alice, carla);
    await call(alice, 'POST', '/chats', { kind: 'private', with: 'bob' });
    await call(alice, 'POST', '/chats', { kind: 'private', with: 'carla' });
    await call(alice, 'POST', '/chats', { kind: 'group', name: 'Harbour walk' });
    await write(bob, 1, 'Did you get the tickets?');
    await write(alice, 3, 'Who brings the coffee?');
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB93 Alt and arrows go to the previous and next chat, with Shift to what is unread', async () => {
    const { page } = alice;
    await page.goto('/chats/3');
    await composer(alice).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await write(carla, 2, 'Are you there?');
    await row(alice, 'Carla Nyström').getByText('1 unread').waitFor();
    await goByKeys(alice, 'Alt+Shift+ArrowUp', 'Messages with Carla Nyström');
    await goByKeys(alice, 'Alt+ArrowDown', 'Messages with Harbour walk');
    await goByKeys(alice, 'Alt+ArrowUp', 'Messages with Carla Nyström');
  });

  test('WEB95 the quick switcher goes to chats, people and commands by keyboard alone', async () => {
    const { page } = alice;
    const field = page.getByRole('combobox', { name: 'Go to' });
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await picture(alice, 'switcher');
    await page.keyboard.type('hbw');
    await page.getByRole('option', { name: 'Harbour walk', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('feed', { name: 'Messages with Harbour walk' }).waitFor();
    const dmitri = await sitDown(browser, 'Dmitri Volkov', { baseURL: server.url, device: desk });
    await register(dmitri);
    await befriend(alice, dmitri);
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('volk');
    await page.getByRole('option', { name: /^Dmitri Volkov/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('feed', { name: 'Messages with Dmitri Volkov' }).waitFor();
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('high con');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.documentElement.dataset.contrast === 'more');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await picture(alice, 'high-contrast');
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('zzzz');
    await page.getByText('Nothing fits “zzzz”.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await dmitri.context.close();
  });

  test('WEB91 the sheet of shortcuts is opened by its keys; WEB92 a single character is text where one types, and can be switched off', async () => {
    const { page } = alice;
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await composer(alice).focus();
    await page.keyboard.type('?/');
    assert.equal(await composer(alice).inputValue(), '?/');
    assert.equal(await sheet.count(), 0);
    await composer(alice).fill('');
    await page.getByRole('feed').focus();
    await page.keyboard.press('?');
    await sheet.getByText('Next unread chat').waitFor();
    await picture(alice, 'shortcuts');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.waitForFunction(() => history.state?.layer === undefined);
    await page.goto('/settings');
    await page
      .getByRole('group', { name: /^Shortcuts of a single character/ })
      .getByText('Off')
      .click();
    await page.goto('/chats/3');
    await page.getByRole('feed').focus();
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'feed');
    await openByKeys(alice, 'Control+/', 'dialog', 'Keyboard shortcuts');
    assert.equal(await sheet.getByText('?', { exact: true }).count(), 0);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('feed').focus();
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to' }).waitFor();
    assert.equal(await sheet.count(), 0);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => history.state?.layer === undefined);
  });

  test('WEB103 Escape closes one layer at a time, and the focus is where it was', async () => {
    const { page } = alice;
    await page.goto('/chats/3');
    await composer(alice).waitFor();
    await composer(alice).focus();
    await openByKeys(alice, 'Control+f', 'searchbox', 'Search in this chat');
    await page.getByRole('button', { name: 'Person' }).click();
    await page.getByRole('dialog', { name: 'Person' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Person' }).waitFor({ state: 'detached' });
    assert.equal(await focused(alice), 'Person');
    assert.equal(await pane(alice, 'Search').count(), 1);
    await page.keyboard.press('Escape');
    await pane(alice, 'Search').waitFor({ state: 'detached' });
    assert.equal(await focused(alice), 'Message to Harbour walk');
    assert.equal(await page.getByRole('feed').count(), 1);
  });
  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    for (const { complaints } of [alice, bob, carla]) assert.deepEqual(complaints, []);
  });
});

/** The page hears shortcuts once it had nothing better to do than to load them: asks for the sheet until it comes. */
async function shortcutsHeard({ page }: BrowserPerson): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (let tries = 0; (await sheet.count()) === 0; tries++) {
    assert.ok(tries < 40, 'no shortcut is heard');
    await page.keyboard.press('Control+/');
    await sheet.waitFor({ timeout: 250 }).catch(() => undefined);
  }
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => history.state?.layer === undefined);
  await sheet.waitFor({ state: 'detached' });
}

async function goByKeys(person: BrowserPerson, keys: string, feed: string): Promise<void> {
  await shortcutsHeard(person);
  await person.page.keyboard.press(keys);
  await person.page.getByRole('feed', { name: feed }).waitFor();
}

async function openByKeys(
  person: BrowserPerson,
  keys: string,
  role: 'dialog' | 'searchbox',
  name: string,
): Promise<void> {
  await shortcutsHeard(person);
  await person.page.keyboard.press(keys);
  await person.page.getByRole(role, { name }).waitFor();
}
