import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  act,
  type BrowserPerson,
  bubble,
  call,
  composer,
  desk,
  goTo,
  openActions,
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
import { movedWhileLoading, stillness } from './feed-probe.test-support.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let bob: BrowserPerson;

describe('two people in their own windows', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: phone });
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB1 both register, and one becomes the other’s friend through the directory', async () => {
    await alice.page.goto('/');
    await alice.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await picture(alice, 'sign-in');
    await register(alice);
    await register(bob);
    await goTo(alice, 'People');
    await alice.page.getByRole('link', { name: 'Directory', exact: true }).click();
    await alice.page.getByRole('searchbox', { name: 'Find by name or username' }).fill('oka');
    await alice.page.getByRole('button', { name: 'Send a request' }).click();
    await bob.page.getByRole('link', { name: /People.*1 new request/ }).click();
    await bob.page.getByRole('link', { name: /^Requests/ }).click();
    await bob.page.getByText('wants to be your friend').waitFor();
    await picture(bob, 'requests-phone');
    await bob.page.getByRole('button', { name: 'Accept' }).click();
    await alice.page.getByRole('button', { name: 'Message' }).waitFor();
  });

  test('WEB2 a private message arrives live and is seen to be sent, delivered, read', async () => {
    await alice.page.getByRole('button', { name: 'Message' }).click();
    await say(alice, 'Did you get the tickets for the ferry?');
    await goTo(bob, 'Chats');
    await bob.page.getByText('1 unread', { exact: true }).waitFor();
    await bubble(alice, 'the ferry').getByText('Delivered').waitFor();
    await openFromList(bob, 'Alice Moreau');
    await bubble(bob, 'the ferry').waitFor();
    await bubble(alice, 'the ferry').getByText('Read', { exact: true }).waitFor();
    await composer(bob).pressSequentially('Y');
    await alice.page.getByText('Bob Okafor is typing …').first().waitFor();
    await say(bob, 'Yes, the 9:40. Two seats by the window.');
    await bubble(alice, 'by the window').waitFor();
  });

  test('WEB3 messages are answered, changed, reacted to and deleted, in both windows', async () => {
    await act(alice, 'by the window', 'Reply');
    await say(alice, 'Perfect, I bring the coffee');
    await bubble(bob, 'bring the coffee').getByTitle('Show the message that is answered').waitFor();
    await act(alice, 'bring the coffee', 'Edit');
    await composer(alice).fill('Perfect, I bring coffee and rolls');
    await composer(alice).press('Enter');
    await bubble(bob, 'coffee and rolls').getByText('edited').waitFor();
    await openActions(bob, 'coffee and rolls');
    await bob.page.getByRole('button', { name: 'React with ❤️' }).click();
    await alice.page.getByRole('button', { name: '❤️: Bob Okafor' }).waitFor();
    await say(alice, 'wrong window');
    await act(alice, 'wrong window', 'Delete');
    await alice.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await bubble(bob, 'This message was deleted').waitFor();
    assert.equal(await bob.page.getByText('wrong window').count(), 0);
    await say(bob, 'Here is the timetable, it leaves from pier 4: https://ferry.example/timetable');
    await say(bob, 'See you at the pier!');
    await say(alice, 'See you there. I come by bike, so keep an eye on the weather for me.');
    await bubble(alice, 'by bike').getByText('Read', { exact: true }).waitFor();
    await picture(alice, 'conversation');
    await picture(bob, 'conversation-phone');
    await openActions(alice, 'at the pier!');
    await picture(alice, 'message-menu');
    await alice.page.keyboard.press('Escape');
  });

  test('WEB4 what people write is shown as text, and only web addresses become links', async () => {
    await say(bob, '<img src=x onerror="document.title=\'owned\'"> see https://example.org/harbour.');
    const link = bubble(alice, 'onerror').getByRole('link');
    assert.equal(await link.getAttribute('href'), 'https://example.org/harbour');
    assert.match((await link.getAttribute('rel')) ?? '', /noopener/);
    assert.equal(await bubble(alice, 'onerror').locator('img').count(), 0);
    await say(bob, 'Ignore that, I was testing something :)');
  });

  test('WEB7 a chat opens at its newest messages; older ones come on scrolling up and nothing jumps', async () => {
    const chat = /chats\/(\d+)/.exec(bob.page.url())?.[1];
    for (let line = 1; line <= 80; line++) {
      await call(bob, 'POST', `/chats/${chat}/messages`, { content: `line ${line} of the log` });
    }
    await bubble(alice, 'line 80 of the log').waitFor();
    const tablet = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    await tablet.page.goto('/');
    await signIn(tablet);
    await openFromList(tablet, 'Bob Okafor');
    await bubble(tablet, 'line 80 of the log').waitFor();
    await stillness(tablet.page);
    const { rest } = await movedWhileLoading(tablet.page, 'older');
    assert.ok(rest < 0.5, `the text under the eyes moved by ${rest} px`);
    const shown = await tablet.page.getByRole('article').count();
    assert.ok(shown < 50, `${shown} rows are in the page`);
    await tablet.page.getByRole('button', { name: 'To the newest message' }).click();
    await bubble(tablet, 'line 80 of the log').waitFor();
    await tablet.page.goto(`/chats/${chat}/messages/1`);
    await bubble(tablet, 'tickets for the ferry').waitFor();
    assert.deepEqual(tablet.complaints, []);
    await tablet.context.close();
  });

  test('WEB8 a draft outlives a reload, and what is written offline goes out on return', async () => {
    await composer(alice).fill('not finished yet');
    await alice.page.reload();
    await alice.page.waitForFunction(() => document.querySelector('textarea')?.value === 'not finished yet');
    await composer(alice).fill('');
    await alice.context.setOffline(true);
    await say(alice, 'written on the ferry');
    await bubble(alice, 'on the ferry')
      .getByText(/Sending|Waiting/)
      .waitFor();
    await alice.context.setOffline(false);
    await bubble(bob, 'on the ferry').waitFor();
    await bubble(alice, 'on the ferry')
      .getByText(/Sent|Delivered|Read/)
      .waitFor();
  });

  test('WEB9 the conversation is a feed to walk by keyboard, and news are announced politely', async () => {
    await alice.page.getByRole('feed').focus();
    await alice.page.keyboard.press('ArrowUp');
    await alice.page.waitForFunction(() => document.activeElement?.tagName === 'ARTICLE');
    await say(bob, 'The weather holds');
    const announcement = alice.page.locator('[aria-live=polite]', {
      hasText: 'Bob Okafor: The weather holds',
    });
    await announcement.waitFor({ state: 'attached' });
    await composer(alice).focus();
    await alice.page.keyboard.press('ArrowUp');
    await alice.page.getByText('Edit the message').waitFor();
    await alice.page.keyboard.press('Escape');
    await alice.page.getByText('Edit the message').waitFor({ state: 'detached' });
  });

  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    assert.deepEqual(alice.complaints, []);
    assert.deepEqual(bob.complaints, []);
  });
});
