import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  bubble,
  call,
  desk,
  openBrowser,
  password,
  phone,
  picture,
  register,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { type Language, languages } from '../src/i18n/languages.ts';
import { createTranslator, type Translator } from '../src/i18n/translator.ts';
import { outsideTheScreen } from './outside-the-screen.test-support.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let bob: BrowserPerson;

interface Visit {
  readonly language: Language;
  /** What the browser wishes. */
  readonly locale: string;
  readonly device: 'desk' | 'phone';
  readonly name: string;
  readonly username: string;
  readonly message: string;
}

const visits: readonly Visit[] = [
  {
    language: 'ar',
    locale: 'ar-EG',
    device: 'desk',
    name: 'ليلى حداد',
    username: 'layla',
    message: 'أراك يوم الأحد الساعة 9، أحضر الخريطة من Bob!',
  },
  {
    language: 'ar',
    locale: 'ar-MA',
    device: 'phone',
    name: 'سامي',
    username: 'sami',
    message: 'هل حجزت تذاكر العبّارة؟',
  },
  {
    language: 'ja',
    locale: 'ja-JP',
    device: 'desk',
    name: '田中 葵',
    username: 'aoi',
    message: '日曜日の9時に会いましょう。',
  },
  {
    language: 'ja',
    locale: 'ja-JP',
    device: 'phone',
    name: '佐藤 健',
    username: 'ken',
    message: 'フェリーの切符は取れましたか？',
  },
  {
    language: 'es',
    locale: 'es-MX',
    device: 'phone',
    name: 'Lucía Fernández',
    username: 'lucia',
    message: '¿Nos vemos el domingo a las nueve?',
  },
];

/** Nothing reaches beyond the sides, and nothing complained. */
async function assertFits({ page, complaints }: BrowserPerson, place: string): Promise<void> {
  assert.deepEqual(await page.evaluate(outsideTheScreen), [], place);
  assert.deepEqual(complaints, [], place);
}

async function signUp(person: BrowserPerson, { t }: Translator): Promise<void> {
  const { page, username, name } = person;
  await page.goto('/');
  await page.getByRole('heading', { name: t('auth.signInTitle') }).waitFor();
  await assertFits(person, 'sign-in');
  await page.getByRole('link', { name: t('auth.toRegister') }).click();
  await page.getByRole('heading', { name: t('auth.registerTitle') }).waitFor();
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=password]').fill(password);
  await assertFits(person, 'register');
  await page.getByRole('button', { name: t('auth.register') }).click();
  await page.getByRole('heading', { name: t('chats.title'), exact: true }).waitFor();
  await assertFits(person, 'no chats yet');
}

/** Becomes Bob's friend and talks with him; answers the words of the last line in the list. */
async function talk(person: BrowserPerson, { t }: Translator, message: string): Promise<void> {
  const { page, username } = person;
  await call(person, 'POST', '/friend-requests', { to: bob.username });
  await call(bob, 'PATCH', `/friend-requests/${username}`, { status: 'accepted' });
  await call(person, 'POST', '/chats', { kind: 'private', with: bob.username });
  await call(person, 'POST', '/chats', { kind: 'group', name: 'Sunday walks', members: [bob.username] });
  await page.goto('/chats');
  await page
    .getByRole('list', { name: t('chats.list') })
    .getByRole('link', { name: /Bob Okafor/ })
    .click();
  const field = page.getByRole('textbox', { name: t('conversation.compose', { name: bob.name }) });
  await field.fill(message);
  // Where fingers write, Enter makes a new line.
  await field.press('Control+Enter');
  await bubble(person, message).locator('[data-delivery=sent], [data-delivery=delivered]').waitFor();
  const chat = Number(new URL(page.url()).pathname.split('/').at(-1));
  await call(bob, 'POST', `/chats/${chat}/messages`, {
    content: 'Nine it is. See https://example.org/ferry',
    reply_to: 1,
  });
  await bubble(person, 'Nine it is').waitFor();
}

async function look(person: BrowserPerson, { t }: Translator, visit: Visit): Promise<void> {
  const { page } = person;
  const name = `${visit.language}-${visit.device}`;
  await assertFits(person, 'conversation');
  await picture(person, `conversation-${name}`);
  if (visit.device === 'phone') await page.getByRole('link', { name: t('shell.back') }).click();
  await picture(person, `chats-${name}`);
  const navigation = page.getByRole('navigation', { name: t('shell.navigation') });
  for (const place of ['people', 'search', 'settings'] as const) {
    await navigation.getByRole('link', { name: t(`shell.${place}`) }).click();
    await page
      .getByRole(place === 'search' ? 'searchbox' : 'heading', { name: t(`shell.${place}`) })
      .first()
      .waitFor();
    await assertFits(person, place);
    await picture(person, `${place}-${name}`);
  }
}

describe('the app in other languages', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: desk });
    await register(bob);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  for (const visit of visits) {
    test(`WEB121 from signing in to the settings in ${visit.language} on a ${visit.device}`, async () => {
      const device = { ...(visit.device === 'desk' ? desk : phone), locale: visit.locale };
      const sitting = await sitDown(browser, visit.name, { baseURL: server.url, device });
      const person = { ...sitting, username: visit.username };
      const words = await languages[visit.language].load();
      const translator = createTranslator(visit.language, words, visit.locale);
      await signUp(person, translator);
      await talk(person, translator, visit.message);
      await look(person, translator, visit);
      await person.context.close();
    });
  }

  test('WEB117 the browser’s wish chooses the language, the settings change it, and only its texts are loaded', async () => {
    const device = { ...desk, locale: 'ar-EG' };
    const person = await sitDown(browser, 'Nour Aziz', { baseURL: server.url, device });
    const scripts: string[] = [];
    person.page.on('response', (response) => scripts.push(new URL(response.url()).pathname));
    const loaded = () =>
      Object.keys(languages).filter((one) => scripts.some((path) => path.startsWith(`/assets/${one}-`)));
    const html = person.page.locator('html');
    const arabic = createTranslator('ar', await languages.ar.load(), 'ar-EG');
    await signUp(person, arabic);
    assert.deepEqual(loaded(), ['ar']);
    assert.deepEqual([await html.getAttribute('lang'), await html.getAttribute('dir')], ['ar', 'rtl']);
    await person.page.goto('/settings');
    await person.page.getByText('Deutsch').click();
    await person.page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    assert.deepEqual([await html.getAttribute('lang'), await html.getAttribute('dir')], ['de', 'ltr']);
    scripts.length = 0;
    await person.page.reload();
    await person.page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    assert.deepEqual(loaded(), ['de']);
    await person.context.close();
  });

  test('WEB117 whoever cannot read the sign-in page chooses another language there', async () => {
    const device = { ...phone, locale: 'fr-FR' };
    const person = await sitDown(browser, 'Guest', { baseURL: server.url, device });
    await person.page.goto('/');
    await person.page.getByRole('combobox', { name: 'Language' }).selectOption('العربية');
    await person.page.getByRole('heading', { name: 'تسجيل الدخول' }).waitFor();
    await assertFits(person, 'sign-in');
    await picture(person, 'sign-in-ar-phone');
    await person.context.close();
  });

  test('WEB124 from right to left the arrow to the left goes on, in choices and in menus', async () => {
    const device = { ...desk, locale: 'ar' };
    const person = await sitDown(browser, 'Huda Noor', { baseURL: server.url, device });
    const arabic = createTranslator('ar', await languages.ar.load());
    const { page } = person;
    await signUp(person, arabic);
    await page.goto('/settings');
    await page.getByRole('radio', { name: arabic.t('settings.themeAuto') }).focus();
    await page.keyboard.press('ArrowLeft');
    assert.ok(await page.getByRole('radio', { name: arabic.t('settings.themeLight') }).isChecked());
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.getByRole('radio', { name: arabic.t('settings.themeAuto') }).isChecked());
    await talk(person, arabic, 'مرحبًا بك');
    const actions = bubble(person, 'مرحبًا بك').getByRole('button', { name: /^إجراءات/ });
    await actions.click({ force: true });
    const menu = page.getByRole('menu');
    await menu.waitFor();
    await page.keyboard.press('ArrowDown');
    await assertFits(person, 'menu');
    await picture(person, 'menu-ar-desk');
    await person.context.close();
  });

  test('WEB118 from right to left the list stands on the right, and own messages on the left', async () => {
    const device = { ...desk, locale: 'ar-EG' };
    const person = await sitDown(browser, 'Rana Said', { baseURL: server.url, device });
    const arabic = createTranslator('ar', await languages.ar.load(), 'ar-EG');
    await signUp(person, arabic);
    await talk(person, arabic, 'مرحبًا');
    const list = await person.page.getByRole('list', { name: arabic.t('chats.list') }).boundingBox();
    const own = await bubble(person, 'مرحبًا').getByText('مرحبًا').boundingBox();
    const answer = await bubble(person, 'Nine it is').getByText('Nine it is').boundingBox();
    assert.ok(list && own && answer);
    assert.ok(list.x > own.x && own.x < answer.x, JSON.stringify({ list, own, answer }));
    await person.context.close();
  });
});
