import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

/** The pictures of the README are made by the same journey; other runs leave them as they are. */
const screens =
  process.env.PARLEY_SCREENS === '1'
    ? new URL('../../../docs/screens/', import.meta.url)
    : new URL('../../../test-results/screens/', import.meta.url);

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Somebody at their own device. */
interface Person {
  readonly username: string;
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained about. */
  readonly complaints: string[];
}

const desk = { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en-GB' } as const;
const phone = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  locale: 'en-GB',
  hasTouch: true,
  deviceScaleFactor: 2,
} as const;

const password = 'correct horse battery';

let server: TestServer;
let browser: Browser;
let alice: Person;
let bob: Person;

async function sitDown(username: string, name: string, device: typeof desk | typeof phone): Promise<Person> {
  const context = await browser.newContext({ ...device, baseURL: server.url });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Asking who is signed in is answered 401 to somebody who is not; Chromium logs that.
    const expected = /401|net::ERR_INTERNET_DISCONNECTED|WebSocket connection/.test(message.text());
    if (message.type() === 'error' && !expected) complaints.push(message.text());
  });
  return { username, name, context, page, complaints };
}

async function register({ page, username, name }: Person): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Name optional').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Chats', exact: true }).waitFor();
}

async function signIn({ page, username }: Person): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('list', { name: 'Your chats' }).waitFor();
}

function composer({ page }: Person): Locator {
  return page.getByRole('textbox', { name: /^Message to/ });
}

async function say(person: Person, text: string): Promise<void> {
  await composer(person).fill(text);
  await composer(person).press('Enter');
  await bubble(person, text).waitFor();
}

/** The article of a message with this text. */
function bubble({ page }: Person, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text }).last();
}

async function act(person: Person, text: string, action: string): Promise<void> {
  await bubble(person, text)
    .getByRole('button', { name: /^Actions for message/ })
    .click({ force: true });
  await person.page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function picture({ page }: Person, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: new URL(`${name}.png`, screens).pathname, animations: 'disabled' });
}

async function openFromList({ page }: Person, title: string): Promise<void> {
  await page.getByRole('list', { name: 'Your chats' }).getByRole('link', { name: new RegExp(`^${title}`) }).click();
  await page.getByRole('feed', { name: `Messages with ${title}` }).waitFor();
}

async function goTo({ page }: Person, place: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main navigation' });
  if (!(await navigation.isVisible())) await page.getByRole('link', { name: 'Back' }).click();
  await navigation.getByRole('link', { name: place }).click();
}

describe('two people in their own windows', () => {
  before(async () => {
    server = await startServer();
    browser = await chromium.launch({
      executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
      args: flags.split(' '),
    });
    alice = await sitDown('alice', 'Alice Moreau', desk);
    bob = await sitDown('bob', 'Bob Okafor', phone);
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
    await bubble(bob, 'bring the coffee')
      .getByTitle('Show the message that is answered')
      .waitFor();
    await act(alice, 'bring the coffee', 'Edit');
    await composer(alice).fill('Perfect, I bring coffee and rolls');
    await composer(alice).press('Enter');
    await bubble(bob, 'coffee and rolls').getByText('edited').waitFor();
    await bubble(bob, 'coffee and rolls')
      .getByRole('button', { name: /^Actions/ })
      .click({ force: true });
    await bob.page.getByRole('button', { name: 'React with ❤️' }).click();
    await alice.page.getByRole('button', { name: '❤️: Bob Okafor' }).waitFor();
    await say(alice, 'wrong window');
    await act(alice, 'wrong window', 'Delete');
    await alice.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await bubble(bob, 'This message was deleted').waitFor();
    assert.equal(await bob.page.getByText('wrong window').count(), 0);
  });

  test('WEB4 what people write is shown as text, and only web addresses become links', async () => {
    await say(bob, '<img src=x onerror="document.title=\'owned\'"> see https://example.org/harbour.');
    const link = bubble(alice, 'onerror').getByRole('link');
    assert.equal(await link.getAttribute('href'), 'https://example.org/harbour');
    assert.match((await link.getAttribute('rel')) ?? '', /noopener/);
    assert.equal(await bubble(alice, 'onerror').locator('img').count(), 0);
    await say(bob, 'Ignore that, I was testing something :)');
  });

  test('WEB5 a group is joined by invitation, and what happens in it is said in words', async () => {
    await goTo(alice, 'Chats');
    await alice.page.getByRole('button', { name: 'New group' }).click();
    const dialog = alice.page.getByRole('dialog', { name: 'New group' });
    await dialog.getByLabel('Name of the group').fill('Harbour walk');
    await dialog.getByRole('checkbox').check();
    await picture(alice, 'new-group');
    await dialog.getByRole('button', { name: 'Create the group' }).click();
    await goTo(bob, 'Chats');
    await bob.page.getByText('Alice Moreau invites you').waitFor();
    await picture(bob, 'chats-phone');
    await bob.page.getByRole('button', { name: 'Join' }).click();
    await alice.page.getByText('Bob Okafor joined').waitFor();
    await say(alice, 'Saturday at ten, meet at the lighthouse?');
    await say(bob, 'I am in. Weather looks calm.');
    await bubble(alice, 'looks calm').waitFor();
    await alice.page.getByRole('link', { name: 'Details', exact: true }).click();
    await alice.page.getByRole('button', { name: 'Rename' }).click();
    await alice.page.getByLabel('Name of the group').fill('Harbour walkers');
    await alice.page.getByRole('button', { name: 'Save' }).click();
    await bob.page.getByText('Alice Moreau named the group “Harbour walkers”').waitFor();
    await picture(alice, 'group-details');
    await picture(bob, 'conversation-phone');
  });

  test('WEB6 search finds any part of a word, marks it, and leads to the message', async () => {
    await goTo(alice, 'Search');
    await alice.page.getByRole('searchbox', { name: 'Search in all chats' }).fill('ghthou');
    await alice.page.locator('mark', { hasText: 'ghthou' }).waitFor();
    await picture(alice, 'search');
    await alice.page.getByRole('link').filter({ hasText: 'lighthouse' }).click();
    await bubble(alice, 'lighthouse').waitFor();
    assert.match(alice.page.url(), /\/chats\/\d+\/messages\/1$/);
    await alice.page.getByRole('link', { name: 'Search in this chat' }).click();
    await alice.page.getByRole('searchbox', { name: 'Search in this chat' }).fill('CALM');
    await alice.page.locator('mark', { hasText: 'calm' }).waitFor();
    await picture(alice, 'chat-search');
    await alice.page.keyboard.press('Escape');
  });

  test('WEB7 a chat opens at its newest messages; older ones come on scrolling up and nothing jumps', async () => {
    await goTo(bob, 'Chats');
    await openFromList(bob, 'Alice Moreau');
    await goTo(alice, 'Chats');
    await openFromList(alice, 'Bob Okafor');
    await postMany(bob, 80);
    await bubble(alice, 'line 80 of the log').waitFor();
    const tablet = await sitDown('alice', 'Alice Moreau', desk);
    await tablet.page.goto('/');
    await signIn(tablet);
    await openFromList(tablet, 'Bob Okafor');
    await bubble(tablet, 'line 80 of the log').waitFor();
    const moved = await movedWhileOlderArrive(tablet);
    assert.ok(moved <= 2, `the text under the eyes moved by ${moved} px`);
    await tablet.page.getByRole('button', { name: 'To the newest message' }).click();
    await bubble(tablet, 'line 80 of the log').waitFor();
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
    await picture(alice, 'conversation');
  });

  test('WEB9 the conversation is a feed to walk by keyboard, and news are announced politely', async () => {
    await alice.page.getByRole('feed').focus();
    await alice.page.keyboard.press('ArrowUp');
    await alice.page.waitForFunction(() => document.activeElement?.tagName === 'ARTICLE');
    await say(bob, 'See you there');
    await alice.page
      .locator('[aria-live=polite]', { hasText: 'Bob Okafor: See you there' })
      .waitFor({ state: 'attached' });
    await composer(alice).focus();
    await alice.page.keyboard.press('ArrowUp');
    await alice.page.getByText('Edit the message').waitFor();
    await alice.page.keyboard.press('Escape');
  });

  test('WEB10 settings: profile, language and colours take effect; signing out and in again works', async () => {
    await goTo(alice, 'Settings');
    await alice.page.getByLabel('Status').fill('On the water until Sunday');
    await alice.page.getByRole('button', { name: 'Save' }).first().click();
    await alice.page.getByText('Saved').waitFor();
    await alice.page.getByText('Deutsch').click();
    await alice.page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await picture(alice, 'settings-german');
    await alice.page.getByText('English').click();
    await goTo(bob, 'Settings');
    await picture(bob, 'settings-phone');
    await alice.page.getByRole('button', { name: 'Sign out' }).first().click();
    await alice.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(alice);
  });

  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    assert.deepEqual(alice.complaints, []);
    assert.deepEqual(bob.complaints, []);
  });
});

/** Posts through the API as somebody else's program would. */
async function postMany({ page }: Person, count: number): Promise<void> {
  const chat = Number(/chats\/(\d+)/.exec(page.url())?.[1]);
  await page.evaluate(
    async ([number, lines]) => {
      for (let line = 1; line <= Number(lines); line++) {
        await fetch(`/api/v1/chats/${number}/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ content: `line ${line} of the log` }),
        });
      }
    },
    [chat, count],
  );
}

/** Scrolls to the oldest loaded message and answers how far the first seen one moves while older ones arrive. */
async function movedWhileOlderArrive({ page }: Person): Promise<number> {
  return page.evaluate(async () => {
    const feed = document.querySelector('[role=feed]');
    if (feed === null) throw new Error('no feed');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    feed.scrollTop = 60;
    await frame();
    const height = feed.scrollHeight;
    const top = feed.getBoundingClientRect().top;
    const first = [...feed.querySelectorAll('article')].find((each) => each.getBoundingClientRect().top >= top);
    const before = first?.getBoundingClientRect().top ?? 0;
    for (let frames = 0; feed.scrollHeight <= height; frames++) {
      if (frames > 600) throw new Error('no older messages came');
      await frame();
    }
    for (let frames = 0; frames < 10; frames++) await frame();
    return Math.abs((first?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) - before);
  });
}
