import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  act,
  type BrowserPerson,
  bubble,
  call,
  composer,
  desk,
  openBrowser,
  phone,
  picture,
  say,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { gatherCrew, group, openChat, withBob } from './ferry-crew.test-support.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let bob: BrowserPerson;
let carol: BrowserPerson;

/** Waits until the composer holds this text. */
async function holds({ page }: BrowserPerson, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelector('textarea')?.value === wanted, text);
}

/** Puts the focus on a message, as the arrow keys do. */
async function focusMessage(person: BrowserPerson, text: string): Promise<void> {
  await bubble(person, text).evaluate((article: HTMLElement) => article.focus());
}

describe('what people write and do with messages', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    const seat = { baseURL: server.url };
    alice = await sitDown(browser, 'Alice Moreau', { ...seat, device: desk });
    bob = await sitDown(browser, 'Bob Okafor', { ...seat, device: phone });
    carol = await sitDown(browser, 'Carol Lindqvist', { ...seat, device: { ...desk, colorScheme: 'light' } });
    await alice.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
    await gatherCrew([alice, bob, carol]);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB70 Markdown shows as what it means, and everything else as it was written', async () => {
    const lines = [
      '**bold** _italic_ ~~gone~~ `code` [the timetable](https://ferry.example/t)',
      '> quoted words',
      '- rope',
      '- **anchor**',
      '1. cast off',
      '2. sail',
      '```ts',
      `const line = '${'~'.repeat(200)}';`,
      '```',
      '# no heading, ![no picture](https://x.example/a.png) <b>no html</b>',
    ];
    await say(alice, 'Plan for tomorrow');
    await composer(alice).fill(lines.join('\n'));
    await composer(alice).press('Enter');
    const shown = bubble(bob, 'no heading');
    await shown.locator('strong', { hasText: 'bold' }).waitFor();
    assert.equal(await shown.locator('em').textContent(), 'italic');
    assert.equal(await shown.locator('del').textContent(), 'gone');
    assert.equal(await shown.locator('blockquote').textContent(), 'quoted words');
    assert.equal(await shown.locator('ul > li').count(), 2);
    assert.equal(await shown.locator('ol > li').count(), 2);
    assert.equal(await shown.locator('h1, img, b').count(), 0);
    const link = shown.getByRole('link', { name: 'the timetable' });
    assert.equal(await link.getAttribute('href'), 'https://ferry.example/t');
    const scrolls = await shown.locator('pre').evaluate((pre) => pre.scrollWidth > pre.clientWidth);
    assert.ok(scrolls, 'the code scrolls inside');
    await bubble(alice, 'no heading').getByRole('button', { name: 'Copy the code' }).click();
    const copied = await alice.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^const line = '~+';$/);
    await picture(alice, 'writing-markdown');
    await picture(bob, 'writing-markdown-phone');
  });

  test('WEB72 one to three emoji alone are big', async () => {
    await say(alice, '🎉🎉');
    const size = await bubble(bob, '🎉🎉')
      .getByText('🎉🎉')
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    assert.ok(size > 30, `${size} px`);
  });

  test('WEB73 a mention is completed, marked, stands out for whom it names, and shows who that is', async () => {
    await composer(alice).pressSequentially('Ask @b');
    const list = alice.page.getByRole('listbox', { name: 'People' });
    await list.getByRole('option', { name: /Bob Okafor/ }).waitFor();
    const field = alice.page.getByRole('textbox', { name: /^Message to/ });
    assert.equal(await field.getAttribute('aria-haspopup'), 'listbox');
    assert.ok(await field.getAttribute('aria-activedescendant'));
    await picture(alice, 'writing-mention');
    await alice.page.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    assert.equal(await composer(alice).inputValue(), 'Ask @bob ');
    await composer(alice).pressSequentially('or @car');
    await list.getByRole('option', { name: /Carol/ }).click();
    await composer(alice).pressSequentially('but not @nobody');
    await composer(alice).press('Enter');
    const own = bubble(bob, 'but not').locator('[data-mention=bob]');
    await own.waitFor();
    const other = bubble(bob, 'but not').locator('[data-mention=carol]');
    const ground = (element: Element) => getComputedStyle(element).backgroundColor;
    assert.notEqual(await own.evaluate(ground), await other.evaluate(ground));
    assert.equal(await bubble(bob, 'but not').locator('[data-mention]').count(), 2);
    await other.click();
    await bob.page.getByRole('dialog').getByText('@carol').waitFor();
    await bob.page.keyboard.press('Escape');
  });

  test('WEB74 the composer knows its keys; where fingers write, Enter makes a line', async () => {
    const { page } = alice;
    await composer(alice).fill('one');
    await composer(alice).press('Shift+Enter');
    await composer(alice).pressSequentially('two words');
    for (const [key, mark] of [
      ['b', '**'],
      ['i', '_'],
      ['e', '`'],
    ] as const) {
      await composer(alice).evaluate((field: HTMLTextAreaElement) => {
        const end = field.value.lastIndexOf('words') + 5;
        field.setSelectionRange(end - 5, end);
      });
      await page.keyboard.press(`Control+${key}`);
      await holds(alice, `one\ntwo ${mark}words${mark}`);
      await page.keyboard.press(`Control+${key}`);
      await holds(alice, 'one\ntwo words');
    }
    assert.equal(await composer(alice).inputValue(), 'one\ntwo words');
    await composer(alice).press('Enter');
    await bubble(bob, 'two words').waitFor();
    await composer(alice).press('ArrowUp');
    await page.getByText('Edit the message').waitFor();
    assert.equal(await composer(alice).inputValue(), 'one\ntwo words');
    await page.keyboard.press('Escape');
    assert.equal(await composer(alice).inputValue(), '');

    await composer(bob).fill('first line');
    await composer(bob).press('Enter');
    await composer(bob).pressSequentially('second line');
    assert.equal(await composer(bob).inputValue(), 'first line\nsecond line');
    await composer(bob).press('Control+Enter');
    await bubble(alice, 'second line').waitFor();
  });

  test('WEB74 what is pasted comes as plain text', async () => {
    const { page } = alice;
    await page.evaluate(async () => {
      const html = new Blob(['<b>pasted</b>'], { type: 'text/html' });
      const text = new Blob(['pasted'], { type: 'text/plain' });
      await navigator.clipboard.write([new ClipboardItem({ 'text/html': html, 'text/plain': text })]);
    });
    await composer(alice).press('Control+v');
    assert.equal(await composer(alice).inputValue(), 'pasted');
    await composer(alice).fill('');
  });

  test('WEB75 answers and changes under way outlive other chats, reloads and failures', async () => {
    const { page } = alice;
    await act(alice, 'second line', 'Reply');
    await composer(alice).fill('An answer in the making');
    await openChat(alice, withBob);
    assert.equal(await composer(alice).inputValue(), '');
    await openChat(alice, group);
    await page.getByText('Reply to Bob Okafor').waitFor();
    assert.equal(await composer(alice).inputValue(), 'An answer in the making');

    await focusMessage(alice, 'two words');
    await page.keyboard.press('e');
    await composer(alice).fill('one, two and three');
    await page.reload();
    await page.getByText('Edit the message').waitFor();
    assert.equal(await composer(alice).inputValue(), 'one, two and three');
    await alice.context.setOffline(true);
    await composer(alice).press('Enter');
    await page.getByText('The server cannot be reached').first().waitFor();
    assert.equal(await composer(alice).inputValue(), 'one, two and three');
    await alice.context.setOffline(false);
    await page.waitForFunction(() => navigator.onLine);
    await composer(alice).press('Enter');
    await bubble(bob, 'two and three').getByText('edited').waitFor();
    await page.getByText('Reply to Bob Okafor').waitFor();
    assert.equal(await composer(alice).inputValue(), 'An answer in the making');
    await composer(alice).press('Enter');
    await bubble(bob, 'in the making').getByTitle('Show the message that is answered').waitFor();
  });

  test('WEB76 near the limit the composer counts, and over it says by how much and does not send', async () => {
    const { page } = alice;
    await composer(alice).fill('x'.repeat(16_000));
    await page.getByText('384 bytes left').waitFor();
    await composer(alice).fill('é'.repeat(8_200));
    await page.getByRole('alert').getByText('16 bytes too long').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled());
    await composer(alice).press('Enter');
    assert.equal((await composer(alice).inputValue()).length, 8_200);
    await composer(alice).fill('');
  });

  test('WEB77 emoji are searched, in a remembered skin tone, the last ones first, from our own server', async () => {
    const { page } = alice;
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) foreign.push(request.url());
    });
    await composer(alice).fill('Ahoy ');
    await page.getByRole('button', { name: 'Emoji and stickers' }).click();
    const search = page.getByLabel('Search emoji');
    await page.getByRole('radio', { name: 'Medium-dark' }).check({ force: true });
    await page.getByRole('button', { name: 'Animals & nature' }).click();
    await picture(alice, 'writing-emoji');
    await search.fill('waving');
    await page.getByRole('gridcell', { name: 'Waving hand' }).waitFor();
    await search.press('Enter');
    assert.equal(await composer(alice).inputValue(), 'Ahoy 👋🏾');
    await composer(alice).pressSequentially(' :rocke');
    await page.getByRole('option', { name: 'Rocket' }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await composer(alice).inputValue(), 'Ahoy 👋🏾 🚀');
    await composer(alice).press('Enter');
    await bubble(bob, 'Ahoy').waitFor();
    await page.getByRole('button', { name: 'Emoji and stickers' }).click();
    await page
      .getByRole('region', { name: 'Recently used' })
      .getByRole('button', { name: 'Waving hand' })
      .waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(foreign, []);
  });

  test('WEB78 a sticker is chosen, shown large with its name; an unknown one is its text', async () => {
    const { page } = bob;
    await page.getByRole('button', { name: 'Emoji and stickers' }).click();
    await page.getByRole('tab', { name: 'Stickers' }).click();
    await page.getByRole('button', { name: 'Party!' }).waitFor();
    await picture(bob, 'writing-stickers-phone');
    await page.getByRole('button', { name: 'Party!' }).click();
    const shown = alice.page.getByRole('img', { name: 'Party!' }).last();
    await shown.waitFor();
    const width = await shown.evaluate((image: HTMLImageElement) => image.naturalWidth && image.width);
    assert.ok(width >= 120, `${width} px`);
    const unknown = { content: 'a dancing crab', sticker: 'from-elsewhere' };
    await call(bob, 'POST', `/chats/${group}/messages`, unknown);
    await bubble(alice, 'a dancing crab').waitFor();
    await picture(alice, 'writing-sticker');
  });

  test('WEB11 writing broke no rule of the page and failed nowhere unseen', () => {
    for (const { complaints } of [alice, bob, carol]) assert.deepEqual(complaints, []);
  });
});
