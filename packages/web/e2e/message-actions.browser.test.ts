import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  act,
  type BrowserPerson,
  bubble,
  composer,
  desk,
  openBrowser,
  phone,
  picture,
  say,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { gatherCrew, group, openChat, withBob, withCarol } from './ferry-crew.test-support.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let bob: BrowserPerson;
let carol: BrowserPerson;

/** Presses a key on a message that has the focus, as the arrow keys give it. */
async function pressOn(person: BrowserPerson, text: string, key: string): Promise<void> {
  await bubble(person, text).evaluate((article: HTMLElement) => article.focus());
  await person.page.keyboard.press(key);
}

/** Holds a finger on a message until its menu is there. */
async function longPress({ page, context }: BrowserPerson, target: ReturnType<typeof bubble>): Promise<void> {
  const box = await target.boundingBox();
  assert.ok(box);
  const touch = await context.newCDPSession(page);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.getByRole('dialog').waitFor();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

describe('what people do with messages', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    const seat = { baseURL: server.url };
    alice = await sitDown(browser, 'Alice Moreau', { ...seat, device: desk });
    bob = await sitDown(browser, 'Bob Okafor', { ...seat, device: phone });
    carol = await sitDown(browser, 'Carol Lindqvist', { ...seat, device: desk });
    await alice.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
    await gatherCrew([alice, bob, carol]);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB79 every action has a key on the message that has the focus', async () => {
    const { page } = alice;
    await say(bob, 'We cast off at nine');
    await say(alice, 'I bring the rope');
    await pressOn(alice, 'cast off at nine', 'r');
    await page.getByText('Reply to Bob Okafor').waitFor();
    assert.ok(await composer(alice).evaluate((field) => field === document.activeElement));
    await page.keyboard.press('Escape');
    await page.getByText('Reply to Bob Okafor').waitFor({ state: 'detached' });
    await pressOn(alice, 'cast off at nine', 'c');
    await page.getByText('Copied').first().waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'We cast off at nine');
    await pressOn(alice, 'cast off at nine', 'l');
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    while (!(await copied()).endsWith('/messages/1'));
    await pressOn(alice, 'cast off at nine', '+');
    await page.getByLabel('Search emoji').fill('anchor');
    await page.getByRole('gridcell', { name: 'Anchor' }).waitFor();
    await page.keyboard.press('Enter');
    await bubble(bob, 'cast off at nine').getByRole('button', { name: '⚓️: Alice Moreau' }).waitFor();
    await pressOn(alice, 'bring the rope', 'Enter');
    await page.getByRole('menu').waitFor();
    await picture(alice, 'message-actions');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.tagName === 'ARTICLE');
    await pressOn(alice, 'bring the rope', 'Delete');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
  });

  test('WEB79 a long press on a phone and the second mouse button on a desk open the menu', async () => {
    await longPress(bob, bubble(bob, 'bring the rope'));
    await bob.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    assert.equal(await bob.page.getByRole('menuitem', { name: 'Edit' }).count(), 0);
    assert.equal(await bob.page.getByRole('menuitem', { name: 'Pin' }).count(), 0);
    await picture(bob, 'message-actions-phone');
    await bob.page.getByRole('menuitem', { name: 'Reply' }).click();
    await bob.page.getByText('Reply to Alice Moreau').waitFor();
    await say(bob, 'And I the anchor');
    await bubble(alice, 'I the anchor').getByText('I the anchor').click({ button: 'right' });
    await alice.page.getByRole('menuitem', { name: 'Forward' }).waitFor();
    await alice.page.keyboard.press('Escape');
  });

  test('WEB80 a message is forwarded to several chats with a comment', async () => {
    const { page } = alice;
    await pressOn(alice, 'cast off at nine', 'f');
    const dialog = page.getByRole('dialog', { name: 'Forward the message' });
    await dialog.getByRole('checkbox', { name: 'Bob Okafor' }).check();
    await dialog.getByRole('searchbox').fill('lind');
    await dialog.getByRole('checkbox', { name: 'Carol Lindqvist' }).check();
    await dialog.getByLabel('Your comment').fill('Do not be late');
    await picture(alice, 'forward');
    await dialog.getByRole('button', { name: 'Forward to 2 chats' }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const [person, chat] of [
      [bob, withBob],
      [carol, withCarol],
    ] as const) {
      await openChat(person, chat);
      await bubble(person, 'cast off at nine')
        .getByText(/^Forwarded from bob/i)
        .waitFor();
      await bubble(person, 'Do not be late').waitFor();
    }
    await openChat(bob, group);
  });

  test('WEB81 who may pins; the newest pin stands above the messages, all of them in a list and the details', async () => {
    const { page } = alice;
    await pressOn(alice, 'cast off at nine', 'p');
    const bar = bob.page.getByRole('complementary', { name: 'Pinned message' });
    await bar.getByText('We cast off at nine').waitFor();
    await act(alice, 'I the anchor', 'Pin');
    await bob.page.getByRole('complementary', { name: '2 pinned messages' }).waitFor();
    await picture(bob, 'pinned-phone');
    await page.getByTitle('Show the pinned message').click();
    await page.getByTitle('Show the pinned message').getByText('We cast off at nine').waitFor();
    await page.getByRole('button', { name: 'Pinned messages', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Pinned messages' });
    await dialog
      .getByRole('listitem')
      .filter({ hasText: 'anchor' })
      .getByRole('button', { name: 'Unpin' })
      .click();
    await dialog.getByText('anchor').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => history.state?.layer === undefined);
    await page.goto(`/chats/${group}?pane=details`);
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('region', { name: 'Pinned messages' }).getByText('cast off at nine').waitFor();
    await openChat(alice, group);
  });

  test('WEB82 the details of a message say when it was sent and whom it reached', async () => {
    const { page } = alice;
    await say(alice, 'The lights are checked');
    await act(alice, 'lights are checked', 'Details');
    const dialog = page.getByRole('dialog', { name: 'Message details' });
    await dialog.getByRole('region', { name: 'Read' }).getByText('Bob Okafor').waitFor();
    await dialog.getByRole('region', { name: 'Delivered' }).getByText('Carol Lindqvist').waitFor();
    await picture(alice, 'message-details');
    await openChat(carol, group);
    await dialog.getByRole('region', { name: 'Read' }).getByText('Carol Lindqvist').waitFor();
    await page.keyboard.press('Escape');
  });

  test('WEB83 who reacted is said on hover, on focus and on a long press', async () => {
    const chip = bubble(alice, 'cast off at nine').getByRole('button', { name: '⚓️: Alice Moreau' });
    await chip.hover();
    await alice.page.locator('[popover]').getByText('⚓️: Alice Moreau').waitFor();
    await picture(alice, 'reaction-tip');
    await alice.page.mouse.move(0, 0);
    await alice.page.locator('[popover]').waitFor({ state: 'detached' });
    await chip.focus();
    await alice.page.locator('[popover]').waitFor();
    const there = bubble(bob, 'cast off at nine').getByRole('button', { name: '⚓️: Alice Moreau' });
    await longPress(bob, there);
    const dialog = bob.page.getByRole('dialog', { name: 'Message details' });
    await dialog.getByRole('region', { name: '⚓️' }).getByText('Alice Moreau').waitFor();
    assert.equal(await there.getAttribute('aria-pressed'), 'false');
    await bob.page.keyboard.press('Escape');
  });

  test('WEB11 none of it broke a rule of the page or failed unseen', () => {
    for (const { complaints } of [alice, bob, carol]) assert.deepEqual(complaints, []);
  });
});
