import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import {
  act,
  type BrowserPerson,
  composer,
  desk,
  openBrowser,
  password,
  register,
  say,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { heard, listen } from './announcements.test-support.ts';
import { moveIn, settle, type Town } from './town.test-support.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let town: Town;

const post = (content: string, chat = 1) => town.bob.call('POST', `/chats/${chat}/messages`, { content });

/** What the browser tells a screen reader of an element. */
async function told(selector: string): Promise<Record<string, unknown>> {
  const session = await alice.context.newCDPSession(alice.page);
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false });
  await session.detach();
  const [node] = nodes;
  const properties = node?.properties?.map(({ name, value }) => [name, value.value]) ?? [];
  return {
    role: node?.role?.value,
    name: node?.name?.value,
    description: node?.description?.value,
    ...Object.fromEntries(properties),
  };
}

describe('what a screen reader is told', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    town = await settle(server.url);
    alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('A11Y8 what is wrong with a field is tied to it, and a failure is said at once', async () => {
    const { page } = alice;
    await page.goto('/register');
    await page.getByLabel('Username').fill('bob');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.locator('input[name=username][aria-invalid=true], [role=alert]').first().waitFor();
    const field = await told('input[name=username]');
    const alerts = await page.getByRole('alert').allTextContents();
    const said = `${field.description} ${alerts.join(' ')}`;
    assert.match(said, /Somebody else has this username/);
    const label = await told('input[name=password]');
    assert.equal(label.name, 'Password');
    assert.match(String(label.description), /At least 8 characters/);
    alice.complaints.length = 0;
  });

  test('A11Y6 going to another page is announced by its name, and the title of the window follows', async () => {
    const { page } = alice;
    await register(alice);
    const session = { username: 'alice', password };
    const { session: made } = await new ApiCaller(server.url).call<{ session: { token: string } }>(
      'POST',
      '/sessions',
      session,
    );
    await moveIn('alice', new ApiCaller(server.url, made.token), town);
    await page.goto('/chats');
    await listen(page);
    for (const place of ['People', 'Search', 'Settings', 'Chats']) {
      await page
        .getByRole('navigation', { name: 'Main navigation' })
        .getByRole('link', { name: place })
        .click();
      await heard(page, place);
      assert.ok((await page.title()).includes(`${place} · Parley`));
    }
    await page.getByRole('link', { name: /^Bob Okafor/ }).click();
    await heard(page, 'Bob Okafor');
  });

  test('A11Y4 each message is an article of the feed: author, then its text, and its place among all', async () => {
    const { page } = alice;
    await page.getByRole('feed', { name: 'Messages with Bob Okafor' }).waitFor();
    const second = await told('article[data-number="2"]');
    assert.equal(second.role, 'article');
    assert.equal(second.name, 'Alice Moreau');
    assert.equal(second.description, 'Yes, two by the window');
    const article = page.locator('article[data-number="2"]');
    assert.equal(await article.getAttribute('aria-posinset'), '2');
    assert.equal(await article.getAttribute('aria-setsize'), '4');
    assert.equal((await told('article[data-number="4"]')).description, 'This message was deleted');
    await page.goto('/chats/2');
    await page.getByRole('article', { name: 'Bob Okafor joined' }).waitFor();
    const sticker = await told('article[data-number="4"]');
    assert.equal(sticker.description, 'Thank you!');
  });

  test('A11Y10 what is pressed, open, current and chosen is said as a state', async () => {
    const { page } = alice;
    await page.goto('/chats/1');
    await page.getByRole('button', { name: '👍: Alice Moreau', pressed: true }).waitFor();
    await page.getByRole('button', { name: '❤️: Bob Okafor', pressed: false }).waitFor();
    await page.getByRole('button', { name: /^All/, pressed: true }).waitFor();
    const details = page.getByRole('button', { name: 'Details', exact: true });
    assert.equal(await details.getAttribute('aria-expanded'), 'false');
    await details.click();
    await page.getByRole('button', { name: 'Details', exact: true, expanded: true }).waitFor();
    await page.getByRole('complementary', { name: 'Details' }).waitFor();
    await details.click();
    const row = page.getByRole('list', { name: 'Your chats' }).getByRole('link', { name: /^Bob Okafor/ });
    assert.equal(await row.getAttribute('aria-current'), 'page');
    await page.goto('/settings');
    await page.getByRole('radio', { name: 'As the device', checked: true }).waitFor();
  });

  test('A11Y5 a new message of somebody else is said once, politely; one’s own and older ones are not', async () => {
    const { page } = alice;
    await page.goto('/chats/1');
    await page.getByRole('article').last().waitFor();
    await listen(page);
    await say(alice, 'my own words');
    await post('The weather holds');
    await heard(page, 'Bob Okafor: The weather holds');
    await post('See you at the pier');
    await heard(page, 'Bob Okafor: See you at the pier');
    const all = await heard(page);
    assert.equal(all.filter(({ text }) => text.includes('weather holds')).length, 1);
    assert.ok(
      all.every(({ text, live }) => live === 'polite' && !text.includes('my own words')),
      JSON.stringify(all),
    );
  });

  test('A11Y7 who types is shown and not said', async () => {
    const { page } = alice;
    await listen(page);
    const bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: desk });
    await bob.page.goto('/sign-in');
    await bob.page.getByLabel('Username').fill('bob');
    await bob.page.getByLabel('Password', { exact: true }).fill(password);
    await bob.page.getByRole('button', { name: 'Sign in' }).click();
    await bob.page.getByRole('link', { name: /^Alice Moreau/ }).click();
    await composer(bob).pressSequentially('Gr');
    await page.getByRole('region', { name: 'Bob Okafor' }).getByText('Bob Okafor is typing …').waitFor();
    await say(bob, 'Great');
    await heard(page, 'Bob Okafor: Great');
    assert.ok((await heard(page)).every(({ text }) => !text.includes('typing')));
    await bob.context.close();
  });

  test('A11Y9 a dialog has a name, holds the focus, hides the rest, and gives the focus back', async () => {
    const { page } = alice;
    await act(alice, 'two by the window', 'Forward');
    await page.getByRole('dialog', { name: 'Forward the message' }).waitFor();
    const hides = (element: Element) => element.closest('[inert], [aria-hidden=true]') !== null;
    assert.ok(await page.locator('[role=feed]').evaluate(hides), 'what is behind the dialog is hidden');
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
      assert.ok(inside, `after ${stop + 1} tabs`);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('feed').waitFor();
    await page.getByRole('button', { name: 'New group' }).press('Enter');
    await page.getByRole('dialog', { name: 'New group' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'New group');
    await act(alice, 'my own words', 'Delete');
    await page.getByRole('alertdialog', { name: 'Delete this message?' }).waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(alice.complaints, []);
  });
});
