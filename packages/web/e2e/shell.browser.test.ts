import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  befriend,
  call,
  composer,
  desk,
  openBrowser,
  openFromList,
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

const row = ({ page }: BrowserPerson, title: string) =>
  page.getByRole('list', { name: 'Your chats' }).getByRole('link', { name: new RegExp(`^${title}`) });
const pane = ({ page }: BrowserPerson, name: string) => page.getByRole('complementary', { name });
const write = (person: BrowserPerson, chat: number, content: string) =>
  call(person, 'POST', `/chats/${chat}/messages`, { content });

/** The titles of the rows in sight, from above. */
async function titles({ page }: BrowserPerson): Promise<string[]> {
  const rows = page.getByRole('list', { name: 'Your chats' }).getByRole('listitem');
  const texts = await rows.evaluateAll((items) =>
    items
      .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((item) => item.querySelector('a > span:last-child span')?.firstElementChild?.textContent ?? ''),
  );
  return texts;
}

async function width(person: BrowserPerson, role: 'region' | 'complementary', name: string): Promise<number> {
  const box = await person.page.getByRole(role, { name, exact: true }).boundingBox();
  return Math.round(box?.width ?? 0);
}

describe('the shell', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: phone });
    carla = await sitDown(browser, 'Carla Nyström', { baseURL: server.url, device: desk });
    for (const person of [alice, bob, carla]) await register(person);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB104 who has no chats is shown the ways to the first one, on a desk and on a phone', async () => {
    await alice.page.getByRole('heading', { name: 'Welcome, Alice Moreau' }).waitFor();
    await picture(alice, 'first-run');
    await picture(bob, 'first-run-phone');
    await bob.page.getByRole('button', { name: 'Make a group' }).click();
    await bob.page.getByRole('dialog', { name: 'New group' }).waitFor();
    await bob.page.goBack();
    await bob.page.getByRole('dialog').waitFor({ state: 'detached' });
    await bob.page.getByRole('link', { name: 'Find people' }).click();
    await bob.page.getByRole('button', { name: /^Alice Moreau/ }).waitFor();
    await bob.page.goto('/chats');
  });

  test('WEB88 the list shows the latest first: who wrote what, how far one’s own came, who types, what is begun', async () => {
    await befriend(alice, bob);
    await befriend(alice, carla);
    await call(alice, 'POST', '/chats', { kind: 'private', with: 'bob' });
    await call(alice, 'POST', '/chats', { kind: 'private', with: 'carla' });
    await call(alice, 'POST', '/chats', { kind: 'group', name: 'Harbour walk', members: ['bob', 'carla'] });
    await call(bob, 'PATCH', '/invitations/3', { status: 'accepted' });
    await call(carla, 'PATCH', '/invitations/3', { status: 'accepted' });
    // Who joined while one was there is known by name after the next reading.
    await bob.page.reload();
    await write(carla, 3, 'Who brings the coffee?');
    await write(bob, 1, 'Did you get the tickets?');
    await row(alice, 'Bob Okafor').getByText('1 unread').waitFor();
    assert.deepEqual(await titles(alice), ['Bob Okafor', 'Harbour walk', 'Carla Nyström']);
    // Bob and Carla are no friends: her name comes from the group.
    await row(bob, 'Harbour walk').getByText('Carla Nyström: Who brings the coffee?').waitFor();
    await write(alice, 1, 'Yes, two by the window');
    await row(alice, 'Bob Okafor').getByText('You: Yes, two by the window').waitFor();
    await row(alice, 'Bob Okafor').getByTitle('Delivered').waitFor();
    await openFromList(bob, 'Alice Moreau');
    await row(alice, 'Bob Okafor').getByTitle('Read').waitFor();
    await composer(bob).pressSequentially('Gr');
    await row(alice, 'Bob Okafor').getByText('Bob Okafor is typing …').waitFor();
    await bob.page.getByRole('link', { name: 'Back' }).click();
    await row(bob, 'Alice Moreau').getByText('Draft: Gr').waitFor();
    await call(carla, 'POST', '/chats/3/messages', { content: 'You, @alice?', mentions: ['alice'] });
    await row(alice, 'Harbour walk').getByText('You are mentioned').waitFor();
    await picture(alice, 'chat-list');
  });

  test('WEB89 filters show a part of the list with its count, the field what is typed, and an empty part says so', async () => {
    const { page } = alice;
    await page.getByRole('button', { name: 'Groups 1' }).click();
    assert.deepEqual(await titles(alice), ['Harbour walk']);
    await page.getByRole('button', { name: /^People 2/ }).click();
    await page.getByRole('searchbox', { name: 'Filter chats' }).fill('CARL');
    await row(alice, 'Bob Okafor').waitFor({ state: 'detached' });
    assert.deepEqual(await titles(alice), ['Carla Nyström']);
    await page.keyboard.press('Escape');
    await row(alice, 'Bob Okafor').waitFor();
    await page.getByRole('button', { name: 'All 3' }).click();
    await openFromList(alice, 'Harbour walk');
    await page.getByRole('button', { name: /^Unread/ }).click();
    await call(alice, 'PUT', '/chats/1/marks', { read: 2 });
    assert.deepEqual(await titles(alice), ['Harbour walk']);
    await page.goto('/chats');
    await page.getByRole('button', { name: /^Unread/ }).click();
    await page.getByText('Everything is read.').waitFor();
    await page.getByRole('button', { name: 'Show all chats' }).click();
    assert.equal((await titles(alice)).length, 3);
  });

  test('WEB88 arrow keys walk the list, Enter opens', async () => {
    const { page } = alice;
    await page.getByRole('searchbox', { name: 'Filter chats' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Carla'));
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Bob'));
    await page.keyboard.press('Enter');
    await page.getByRole('feed', { name: 'Messages with Bob Okafor' }).waitFor();
  });

  test('WEB85 on a desk the details are a third column that stays for every chat and over a reload', async () => {
    const { page } = alice;
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await pane(alice, 'Details').getByText('@bob').waitFor();
    await openFromList(alice, 'Harbour walk');
    await pane(alice, 'Details').getByText('3 members').waitFor();
    assert.equal(await page.getByRole('feed').isVisible(), true);
    await page.reload();
    await pane(alice, 'Details').getByText('3 members').waitFor();
    await page.setViewportSize({ width: 900, height: 800 });
    await pane(alice, 'Details').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await pane(alice, 'Details').waitFor();
    assert.equal(await page.getByRole('feed').count(), 0);
    assert.equal(await page.getByRole('list', { name: 'Your chats' }).isVisible(), true);
    await page.goBack();
    await page.getByRole('feed').waitFor();
    await page.setViewportSize(desk.viewport);
    await pane(alice, 'Details').getByRole('button', { name: 'Close' }).click();
    await pane(alice, 'Details').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('feed').waitFor();
    assert.equal(await pane(alice, 'Details').count(), 0);
  });

  test('WEB86 columns are resized by keyboard and pointer, within bounds, and stay so', async () => {
    const { page } = alice;
    const divider = page.getByRole('separator', { name: 'Width of the chat list' });
    const before = await width(alice, 'region', 'Chats');
    await divider.focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    assert.equal(await width(alice, 'region', 'Chats'), before + 48);
    assert.equal(await divider.getAttribute('aria-valuenow'), String(before + 48));
    await page.reload();
    await divider.waitFor();
    assert.equal(await width(alice, 'region', 'Chats'), before + 48);
    await divider.hover();
    await page.mouse.down();
    await page.mouse.move(200, 300, { steps: 4 });
    await page.mouse.up();
    await page.locator('[aria-valuenow="240"]').waitFor();
    assert.equal(await width(alice, 'region', 'Chats'), 240);
    await divider.dblclick();
    await page.locator(`[aria-valuenow="${before}"]`).first().waitFor();
    assert.equal(await width(alice, 'region', 'Chats'), before);
  });

  test('WEB87 on a phone going back leads from details to the conversation to the list, and closes a dialog first', async () => {
    const { page } = bob;
    await openFromList(bob, 'Harbour walk');
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await pane(bob, 'Details').waitFor();
    await picture(bob, 'details-phone');
    await pane(bob, 'Details')
      .getByRole('button', { name: /^Carla Nyström/ })
      .click();
    await page.getByRole('dialog', { name: 'Profile' }).waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await pane(bob, 'Details').waitFor();
    await page.goBack();
    await page.getByRole('feed', { name: 'Messages with Harbour walk' }).waitFor();
    await page.goBack();
    await row(bob, 'Harbour walk').waitFor();
    await page.getByRole('button', { name: 'New chat' }).click();
    await page.getByRole('dialog', { name: 'New chat' }).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await openFromList(bob, 'Alice Moreau');
    await page.goBack();
    await row(bob, 'Harbour walk').waitFor();
    assert.equal(new URL(page.url()).pathname, '/chats');
  });

  test('WEB87 a link to a message opens it with the list underneath on a phone; Back in the page leads there too', async () => {
    const linked = await bob.context.newPage();
    await linked.goto('/chats/1/messages/1');
    await linked.getByRole('article').filter({ hasText: 'the tickets' }).waitFor();
    assert.equal(new URL(linked.url()).pathname, '/chats/1/messages/1');
    await linked.getByRole('link', { name: 'Back' }).click();
    await linked.getByRole('list', { name: 'Your chats' }).waitFor();
    await linked.goForward();
    await linked.getByRole('feed').waitFor();
    await linked.goBack();
    await linked.getByRole('list', { name: 'Your chats' }).waitFor();
    await linked.close();
  });

  test('WEB102 size of text, wish for contrast and for less motion are honoured', async () => {
    const { page } = alice;
    await page.goto('/settings');
    const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    await page.getByText('Very large', { exact: true }).click();
    assert.equal(await size(), '21.6px');
    await page.reload();
    assert.equal(await size(), '21.6px');
    await picture(alice, 'settings-large');
    await page.getByText('Normal', { exact: true }).click();
    assert.equal(await size(), '16px');
    await page.getByText('As the device', { exact: true }).click();
    const contrast = () => page.evaluate(() => document.documentElement.dataset.contrast);
    assert.equal(await contrast(), undefined);
    await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' });
    await page.waitForFunction(() => document.documentElement.dataset.contrast === 'more');
    const still = await page.evaluate(
      () => getComputedStyle(document.querySelector('button') ?? document.body).transitionDuration,
    );
    assert.ok(Number.parseFloat(still) < 0.001, still);
    await page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'no-preference' });
    await page.waitForFunction(() => document.documentElement.dataset.contrast === undefined);
  });

  test('WEB90 of two thousand chats only those in sight are in the page, and the last one is a key away', async () => {
    const { page } = carla;
    await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      for (let batch = 0; batch < 100; batch++) {
        const made = Array.from({ length: 20 }, (_, at) => {
          const body = JSON.stringify({ kind: 'group', name: `Crew ${batch * 20 + at}` });
          return fetch('/api/v1/chats', { method: 'POST', headers, body });
        });
        await Promise.all(made);
      }
    });
    await page.goto('/chats');
    await page.getByRole('button', { name: /^All 2,002/ }).waitFor({ timeout: 60_000 });
    const list = page.getByRole('list', { name: 'Your chats' });
    assert.ok((await list.getByRole('listitem').count()) < 40);
    await page.getByRole('searchbox', { name: 'Filter chats' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.closest('li')?.ariaPosInSet === '2002');
    assert.ok((await list.getByRole('listitem').count()) < 40);
    await page.getByRole('searchbox', { name: 'Filter chats' }).fill('crew 1234');
    await list.getByRole('link', { name: /^Crew 1234/ }).waitFor();
    assert.equal(await list.getByRole('listitem').count(), 1);
  });

  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    for (const { complaints } of [alice, bob, carla]) assert.deepEqual(complaints, []);
  });
});
