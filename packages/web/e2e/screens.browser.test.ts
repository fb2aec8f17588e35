import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  bubble,
  desk,
  documentedPicture,
  openActions,
  openBrowser,
  phone,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { outsideTheScreen } from './outside-the-screen.test-support.ts';
import { feed, press } from './screen.test-support.ts';
import { createStoryClock, saturdayMorning, signInAt, tell } from './story.test-support.ts';
import { arabic } from './story-arabic.test-support.ts';
import { english } from './story-english.test-support.ts';

const clock = createStoryClock();
const morning = saturdayMorning();
/** As most devices have one; what the machine of the tests takes for its system's font differs from machine to machine. */
const typeface = 'Liberation Sans, DejaVu Sans, sans-serif';
const quiet = { timezoneId: 'UTC', reducedMotion: 'reduce' } as const;
const deskAt = { ...desk, ...quiet };
const phoneAt = { ...phone, ...quiet, viewport: { width: 375, height: 720 }, colorScheme: 'light' } as const;
interface Device {
  readonly locale: string;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
}

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let numbers: Readonly<Record<'harbour' | 'bob', string>>;
let arabicGroup: number;

/** A window of somebody of a story, at its time; undefined: of nobody yet. */
async function sit(username: string | undefined, device: Device): Promise<BrowserPerson> {
  const person = await sitDown(browser, username ?? 'Guest', { baseURL: server.url, device });
  await person.context.addInitScript((font) => {
    document.addEventListener('DOMContentLoaded', () =>
      document.documentElement.style.setProperty('--font-sans', font),
    );
  }, typeface);
  if (username === undefined) await person.context.clock.install({ time: morning });
  else await signInAt(person, username, morning);
  return person;
}

/** Everything is within the screen and nothing complained; then the picture. */
async function show(person: BrowserPerson, name: string): Promise<void> {
  await person.page.evaluate(() => document.fonts.ready);
  assert.deepEqual(await person.page.evaluate(outsideTheScreen), [], name);
  assert.deepEqual(person.complaints, [], name);
  await documentedPicture(person, name);
}

async function openChat({ page }: BrowserPerson, number: number | string): Promise<void> {
  await page.goto(`/chats/${number}`);
  await feed(page);
}

describe('the main screens', () => {
  before(async () => {
    server = await startServer({ clock });
    browser = await openBrowser();
    const told = await tell(english, server.url, clock, morning);
    numbers = { harbour: String(told[0]), bob: String(told[2]) };
    arabicGroup = (await tell(arabic, server.url, clock, morning))[0] ?? 0;
    // They are seen to be there.
    for (const username of ['bob', 'emi', 'yousef']) await (await sit(username, deskAt)).page.goto('/chats');
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`WEB126 a group on a desk, ${colorScheme}`, async () => {
      const alice = await sit('alice', { ...deskAt, colorScheme });
      await openChat(alice, numbers.harbour);
      await alice.page.getByText('Pinned message', { exact: true }).waitFor();
      await bubble(alice, 'See you all').getByText('Read').waitFor();
      await show(alice, colorScheme === 'light' ? 'conversation' : 'conversation-dark');
      await alice.context.close();
    });
  }

  test('WEB126 a message’s menu, emoji, details and search on a desk', async () => {
    const alice = await sit('alice', { ...deskAt, viewport: { width: 1120, height: 700 } });
    const { page } = alice;
    await openChat(alice, numbers.harbour);
    await page.getByText('Pinned message', { exact: true }).waitFor();
    await openActions(alice, 'Packed it');
    await show(alice, 'message-menu');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 960, height: 640 });
    await press(page, 'Emoji and stickers');
    await page.getByRole('gridcell', { name: 'Grinning face', exact: true }).waitFor();
    await page.getByLabel('Search emoji').fill('love');
    await page.getByRole('gridcell', { name: 'Grinning face', exact: true }).waitFor({ state: 'detached' });
    await show(alice, 'emoji-picker');
    await page.setViewportSize({ width: 1120, height: 700 });
    await page.goto(`/chats/${numbers.harbour}?pane=details`);
    await page.getByRole('complementary').getByText('Carla Nyström').waitFor();
    await show(alice, 'group-details');
    await page.goto('/search?q=lighthouse');
    await page.locator('mark').first().waitFor();
    await show(alice, 'search');
    await alice.context.close();
  });

  test('WEB126 chats, a conversation and requests on a phone', async () => {
    const alice = await sit('alice', phoneAt);
    const { page } = alice;
    await page.goto('/chats');
    await page.getByRole('link', { name: /^Grace/ }).waitFor();
    await show(alice, 'chats-phone');
    await openChat(alice, numbers.bob);
    await show(alice, 'conversation-phone');
    await page.goto('/people?section=requests');
    await page.getByText('Tomás Ribeiro').waitFor();
    await show(alice, 'requests-phone');
    await alice.context.close();
  });

  test('WEB126 from right to left, on a dark phone and on a desk', async () => {
    const layla = await sit('layla', { ...phoneAt, locale: 'ar-MA', colorScheme: 'dark' });
    await openChat(layla, arabicGroup);
    await show(layla, 'conversation-arabic-phone');
    await layla.context.close();
    const beside = await sit('layla', { ...deskAt, locale: 'ar-MA' });
    await openChat(beside, arabicGroup);
    await show(beside, 'conversation-arabic');
    await beside.context.close();
  });

  test('WEB126 settings in German, and the way in', async () => {
    const jonas = await sit('jonas', { ...deskAt, locale: 'de-DE' });
    await jonas.page.goto('/settings');
    await jonas.page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await show(jonas, 'settings-german');
    await jonas.context.close();
    const guest = await sit(undefined, deskAt);
    await guest.page.goto('/');
    await guest.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await show(guest, 'sign-in');
    await guest.context.close();
  });
});
