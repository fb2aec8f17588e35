import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  bubble,
  call,
  composer,
  desk,
  goTo,
  openBrowser,
  openFromList,
  picture,
  register,
  say,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { LongChat } from '@parley/testkit/long-chat.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { type Moved, movedWhileLoading, readFeed, stillness, watchPlace } from './feed-probe.test-support.ts';

const messages = 100_000;
/** What is loaded at most, at some 400 px a message: long before that somebody would notice. */
const mostHeightPx = 1500 * 400;
const mostElements = 2500;

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let chat: LongChat;

/** What is in the page stands in the order of the log without a hole, and is little. */
async function checkSight({ page }: BrowserPerson): Promise<readonly number[]> {
  const { numbers, seen, elements, scrollHeight } = await readFeed(page);
  const first = numbers[0] ?? assert.fail('no message is in the page');
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => first + index),
  );
  assert.ok(numbers.length <= 60 && elements <= mostElements, `${numbers.length} rows, ${elements} elements`);
  assert.ok(scrollHeight <= mostHeightPx, `${scrollHeight} px`);
  return seen;
}

/** What is read stays where it is. The label of a day may take a frame until its height is known. */
function assertKept({ most, rest }: Moved, where = ''): void {
  assert.ok(rest < 0.5 && most < 60, `moved by ${rest} px, at most ${most} px ${where}`);
}

describe('a chat of 100,000 messages', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    await register(alice);
    // Whoever watches an import has read up to their own messages in it, now and then the newest.
    await alice.page.goto('about:blank');
    const plan = { name: 'Racket', messages, days: 1100, member: 'alice' };
    chat = await LongChat.import(server, plan);
    await alice.page.goto('/chats');
    await call(alice, 'PUT', `/chats/${chat.number}/marks`, { read: messages, delivered: messages });
    const chats = alice.page.getByRole('list', { name: 'Your chats' }).getByRole('listitem');
    await chats.filter({ hasText: 'Racket', hasNotText: 'unread' }).waitFor();
    await openFromList(alice, 'Racket');
    await stillness(alice.page);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB62 WEB66 it opens at the newest message, which knows its place among all', async () => {
    const { seen, setSize } = await readFeed(alice.page);
    assert.deepEqual([seen.at(-1), setSize], [messages, messages]);
    assert.equal(await alice.page.getByRole('button', { name: 'To the newest message' }).count(), 0);
  });

  test('WEB60 WEB61 older messages come while somebody scrolls up, and what is read does not move', async () => {
    for (let page = 0; page < 16; page++) {
      const moved = await movedWhileLoading(alice.page, 'older');
      assertKept(moved, `page ${page}`);
      await checkSight(alice);
    }
    const [first] = await checkSight(alice);
    assert.ok((first ?? messages) < messages - 1500, 'beyond what is held at a time');
  });

  test('WEB60 WEB61 newer messages come while somebody scrolls down, and what is read does not move', async () => {
    for (let page = 0; page < 3; page++) {
      const moved = await movedWhileLoading(alice.page, 'newer');
      assertKept(moved, `page ${page}`);
      await checkSight(alice);
    }
  });

  test('WEB60 a wheel that turns and turns leads on without a hole', async () => {
    const [before = 0] = await checkSight(alice);
    await alice.page.getByRole('feed').hover();
    for (let turn = 0; turn < 40; turn++) {
      await alice.page.mouse.wheel(0, -900);
      await checkSight(alice);
    }
    await stillness(alice.page);
    const [now = before] = await checkSight(alice);
    assert.ok(now < before - 100, `from ${before} to ${now}`);
    await picture(alice, 'long-chat');
  });

  test('WEB61 what grows late above the text that is read does not move it', async () => {
    await stillness(alice.page);
    const watch = await watchPlace(alice.page);
    await alice.page.getByRole('feed').evaluate((feed) => {
      const { top } = feed.getBoundingClientRect();
      const above = [...feed.querySelectorAll('article')].filter(
        (article) => article.getBoundingClientRect().bottom < top,
      );
      above.slice(-3).forEach((article, index) => {
        const late = document.createElement('div');
        late.style.height = `${137 + index}px`;
        article.append(late);
      });
    });
    await stillness(alice.page);
    assertKept(await watch.stop());
  });

  test('WEB63 the day of what is read is shown while scrolling, and leads to a date a year back', async () => {
    await alice.page.mouse.wheel(0, -200);
    const label = alice.page.getByRole('button', { name: /Go to a date$/ });
    await label.focus();
    await alice.page.keyboard.press('Enter');
    const dialog = alice.page.getByRole('dialog', { name: 'Go to a date' });
    await dialog
      .getByRole('combobox')
      .last()
      .selectOption(String(new Date().getFullYear() - 1));
    await picture(alice, 'go-to-date');
    const day = dialog.getByRole('gridcell').getByRole('button').getByText('14', { exact: true });
    const name = (await day.getAttribute('aria-label')) ?? '';
    await day.click();
    await stillness(alice.page);
    const [first = 0] = await checkSight(alice);
    assert.ok(first > messages * 0.6 && first < messages * 0.7, `message ${first}`);
    const heading = alice.page.getByRole('feed').getByText(/^14 \S+ \d{4}$/);
    const [box, feed] = [await heading.boundingBox(), await alice.page.getByRole('feed').boundingBox()];
    assert.ok(name.includes((await heading.textContent()) ?? '?'), name);
    assert.ok(box && feed && box.y >= feed.y && box.y < feed.y + 60, 'the day stands at the top');
  });

  test('WEB64 a link to a message shows it, lit up', async () => {
    await alice.page.goto(`/chats/${chat.number}/messages/50000`);
    const article = alice.page.locator('article[aria-posinset="50000"]');
    await article.waitFor();
    assert.match((await article.getAttribute('class')) ?? '', /flash/);
    await stillness(alice.page);
    const seen = await checkSight(alice);
    assert.ok(seen.includes(50_000));
  });

  test('WEB65 arrow keys walk from message to message beyond what is loaded', async () => {
    const focused = () =>
      alice.page.evaluate(() => Number(document.activeElement?.getAttribute('aria-posinset')));
    await alice.page.locator('article[aria-posinset="50000"]').focus();
    for (let step = 1; step <= 60; step++) {
      await alice.page.keyboard.press('ArrowUp');
      await alice.page.waitForFunction(
        (number) => document.activeElement?.getAttribute('aria-posinset') === number,
        String(50_000 - step),
      );
    }
    await alice.page.keyboard.press('PageUp');
    await stillness(alice.page);
    const seen = await checkSight(alice);
    assert.ok(seen.includes(await focused()), 'the focus is in sight');
    await alice.page.keyboard.press('Home');
    await alice.page.waitForFunction(() => document.activeElement?.getAttribute('aria-posinset') === '1');
    await alice.page.getByText('This is the beginning of the conversation.').waitFor();
    await alice.page.keyboard.press('End');
    await alice.page.waitForFunction(
      (number) => document.activeElement?.getAttribute('aria-posinset') === number,
      String(messages),
    );
    await alice.page.keyboard.press('ArrowUp');
    assert.equal(await focused(), messages - 1);
  });

  test('WEB62 WEB69 many new messages open at the first of them, and only what is seen is read', async () => {
    await goTo(alice, 'People');
    await chat.say(300);
    await goTo(alice, 'Chats');
    await alice.page.getByText('300 unread', { exact: true }).waitFor();
    await openFromList(alice, 'Racket');
    await stillness(alice.page);
    await alice.page.getByText('New messages', { exact: true }).waitFor();
    const seen = await checkSight(alice);
    assert.ok(seen.includes(messages + 1) && !seen.includes(messages + 300), seen.join());
    await picture(alice, 'unread-line');
    const counted = alice.page.getByRole('button', { name: /^\d+ new messages$/ });
    const left = Number.parseInt((await counted.getAttribute('aria-label')) ?? '', 10);
    assert.ok(left >= 270 && left < 300, `${left} unread`);
    await counted.click();
    await stillness(alice.page);
    assert.equal((await checkSight(alice)).at(-1), messages + 300);
    await counted.waitFor({ state: 'detached' });
  });

  test('WEB62 what comes while somebody reads elsewhere is counted, and both ends of it can be reached', async () => {
    await alice.page.getByRole('feed').press('Home');
    await stillness(alice.page);
    const watch = await watchPlace(alice.page);
    await chat.say(40);
    const counted = alice.page.getByRole('button', { name: '40 new messages' });
    await counted.waitFor();
    assertKept(await watch.stop());
    await counted.click();
    await stillness(alice.page);
    assert.equal((await checkSight(alice)).at(-1), messages + 340);
    await alice.page.getByRole('button', { name: 'To the first new message' }).click();
    await stillness(alice.page);
    assert.ok((await checkSight(alice)).includes(messages + 301));
    await alice.page.getByText('New messages', { exact: true }).waitFor();
  });

  test('WEB62 whoever says something sees it, wherever they were', async () => {
    await alice.page.goto(`/chats/${chat.number}/messages/777`);
    await alice.page.locator('article[aria-posinset="777"]').waitFor();
    await composer(alice).waitFor();
    await say(alice, 'from far above');
    await bubble(alice, 'from far above').waitFor();
    await stillness(alice.page);
    assert.equal((await checkSight(alice)).at(-1), messages + 341);
    assert.deepEqual(alice.complaints, []);
  });
});
