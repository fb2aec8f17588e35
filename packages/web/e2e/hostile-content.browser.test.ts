import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  befriend,
  bubble,
  call,
  desk,
  openBrowser,
  phone,
  picture,
  register,
  signIn,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let mallory: BrowserPerson;

const chat = 1;
const script = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">';
/** A limit that has room for ten thousand marks. */
const environment = { PARLEY_CONTENT_BYTES: '65536' };

function post(content: string, more: object = {}): Promise<void> {
  return call(mallory, 'POST', `/chats/${chat}/messages`, { content, ...more });
}

/** By how much anything in the conversation is wider than its place, in pixels. */
function overhang({ page }: BrowserPerson): Promise<number> {
  return page.evaluate(() => {
    const feed = document.querySelector('[role=feed]');
    if (feed === null) throw new Error('no feed');
    const { right } = feed.getBoundingClientRect();
    const places = [...feed.querySelectorAll('article *')].map((each) => each.getBoundingClientRect().right);
    return Math.max(
      feed.scrollWidth - feed.clientWidth,
      ...places.map((place) => Math.min(place - right, 0)),
    );
  });
}

describe('hostile content', () => {
  before(async () => {
    server = await startServer({ environment });
    browser = await openBrowser();
    const seat = { baseURL: server.url };
    alice = await sitDown(browser, 'Alice Moreau', { ...seat, device: phone });
    mallory = await sitDown(browser, `Mallory ${script.slice(0, 120)}`, { ...seat, device: desk });
    for (const person of [alice, mallory]) await register(person);
    await befriend(alice, mallory);
    await call(mallory, 'POST', '/chats', { kind: 'private', with: 'alice' });
    await alice.page.goto(`/chats/${chat}`);
    await alice.page.getByRole('feed').waitFor();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB84 a script is text in every place it can be written', async () => {
    const places = [
      script,
      `\`${script}\``,
      `\`\`\`${'x'.repeat(20)}\n${script}\n\`\`\``,
      `> ${script}\n- ${script}`,
      `[${script.slice(0, 100)}](https://x.example)`,
      `[x](javascript:document.title="owned") [y](data:text/html,${script.slice(0, 40)})`,
      `**${script}** @${script}`,
    ];
    for (const content of places) await post(content);
    await post(script, { sticker: 'no-such-sticker' });
    await bubble(alice, '@<script>').waitFor();
    assert.equal(await alice.page.locator('article script, article img').count(), 0);
    assert.equal(await alice.page.locator('article a:not([href^="http"])').count(), 0);
    assert.notEqual(await alice.page.title(), 'owned');
  });

  test('WEB84 very long words and ten thousand marks stay in their bubble', async () => {
    await post('W'.repeat(3000));
    await post(`zalgo a${'\u0301'.repeat(10_000)}b end of marks`);
    await post('after the marks');
    const marks = bubble(alice, 'end of marks');
    await marks.waitFor();
    await bubble(alice, 'after the marks').waitFor();
    assert.ok((await overhang(alice)) <= 0);
    const box = await marks.boundingBox();
    assert.ok(box !== null && box.height < 400, `${box?.height} px high`);
    await picture(alice, 'hostile-phone');
  });

  test('WEB84 a writing direction does not leave its message', async () => {
    await post('\u202Edesrever \u2067 lla si siht');
    await post('مرحبا @alice **بك** https://example.org/a');
    const reversed = bubble(alice, 'desrever');
    await reversed.waitFor();
    const time = reversed.locator('time');
    const drawn = await time.evaluate((element) => {
      const range = document.createRange();
      const text = element.firstChild;
      if (text === null) throw new Error('no time');
      const at = (index: number) => {
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        return range.getBoundingClientRect().left;
      };
      return at(0) < at(1);
    });
    assert.ok(drawn, 'the time reads from left to right');
    const direction = await bubble(alice, 'مرحبا')
      .getByText('مرحبا')
      .evaluate((element) => getComputedStyle(element).direction);
    assert.equal(direction, 'rtl');
    await picture(alice, 'hostile-directions');
  });

  test('WEB84 sixteen kilobytes of signs are shown and do not stop the page', async () => {
    for (const unit of ['*', '[', '`', '> ', '*_', '[a](', '- ', '@a ', '~~a']) {
      await post(unit.repeat(16_384 / unit.length));
    }
    await post('still here');
    await bubble(alice, 'still here').waitFor();
    assert.ok((await overhang(alice)) <= 0);
  });

  test('WEB83 five thousand reactions of a hundred kinds are folded and stay usable', async (t) => {
    await post('popular');
    await post('the newest comes with the chat itself');
    const kinds = Array.from({ length: 100 }, (_, kind) => String.fromCodePoint(0x1f400 + kind));
    const usernames = Array.from({ length: 50 }, (_, person) => `person-${person}`);
    const reactions = kinds.map((emoji) => ({ emoji, usernames }));
    const tablet = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    // This server takes fifty kinds and has two people; another one may have more.
    await tablet.context.route(/\/messages\?/, async (route) => {
      const answer = await route.fetch();
      const list = (await answer.json()) as { items: { content: string }[] };
      const items = list.items.map((item) => (item.content === 'popular' ? { ...item, reactions } : item));
      await route.fulfill({ response: answer, json: { ...list, items } });
    });
    await tablet.page.goto('/');
    await signIn(tablet);
    await tablet.page.goto(`/chats/${chat}`);
    const popular = bubble(tablet, 'popular');
    await popular.getByRole('button', { name: '88 more kinds of reactions' }).waitFor();
    await picture(tablet, 'hostile-reactions');
    const start = performance.now();
    await popular.getByRole('button', { name: '88 more kinds of reactions' }).click();
    const last = popular.locator('[data-reaction]').nth(99);
    await last.hover();
    await tablet.page
      .locator('[popover]')
      .getByText(/person-0, .* and 30 other people/)
      .waitFor();
    t.diagnostic(`${Math.round(performance.now() - start)} ms to unfold and to say who`);
    await picture(tablet, 'hostile-reactions-unfolded');
    assert.deepEqual([...alice.complaints, ...mallory.complaints, ...tablet.complaints], []);
  });
});
