import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  bubble,
  desk,
  openBrowser,
  password,
  phone,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';
import { type Language, languages } from '../src/i18n/languages.ts';
import { createTranslator, type Translator } from '../src/i18n/translator.ts';
import { outsideTheScreen } from './outside-the-screen.test-support.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;

type ColorScheme = 'light' | 'dark';

/** How somebody uses the app. */
interface Way {
  readonly language: Language;
  readonly device: 'desk' | 'phone';
  readonly colorScheme: ColorScheme;
}

interface Someone extends BrowserPerson {
  readonly t: Translator['t'];
}

const english = { language: 'en', device: 'desk', colorScheme: 'light' } as const;
/** Who asks, and who answers: between them both sizes, both directions, both looks, each both ways. */
const companies: readonly (readonly [Way, Way])[] = [
  [english, { language: 'ar', device: 'phone', colorScheme: 'dark' }],
  [
    { language: 'ar', device: 'desk', colorScheme: 'dark' },
    { ...english, device: 'phone' },
  ],
];

async function sit(name: string, url: string, way: Way): Promise<Someone> {
  const device = {
    ...(way.device === 'desk' ? desk : phone),
    locale: way.language,
    colorScheme: way.colorScheme,
  };
  const person = await sitDown(browser, name, { baseURL: url, device });
  const { t } = createTranslator(way.language, await languages[way.language].load(), way.language);
  return { ...person, t };
}

async function signUp({ page, username, name, t }: Someone): Promise<void> {
  await page.goto('/register');
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: t('auth.register') }).click();
  await page.getByRole('heading', { name: t('chats.title'), exact: true }).waitFor();
}

/** Goes to a page by the main navigation; on a phone out of the conversation first. */
async function goTo({ page, t }: Someone, place: 'chats' | 'people' | 'search'): Promise<void> {
  const navigation = page.getByRole('navigation', { name: t('shell.navigation') });
  if (!(await navigation.isVisible())) await page.getByRole('link', { name: t('shell.back') }).click();
  await navigation.getByRole('link', { name: t(`shell.${place}`) }).click();
}

async function say(person: Someone, text: string): Promise<void> {
  await person.page.locator('textarea').fill(text);
  await person.page.getByRole('button', { name: person.t('conversation.send'), exact: true }).click();
  await bubble(person, text).waitFor();
}

async function act({ page, t }: Someone, number: number, action: 'reply' | 'edit' | 'delete'): Promise<void> {
  const name = t('conversation.actions', { number });
  await page.getByRole('button', { name, exact: true }).click({ force: true });
  await page.getByRole('menuitem', { name: t(`conversation.${action}`), exact: true }).click();
}

/** One asks for friendship through the directory, the other accepts; then there is a conversation in both windows. */
async function meet(one: Someone, other: Someone): Promise<void> {
  await goTo(one, 'people');
  await one.page.getByRole('link', { name: one.t('people.directory'), exact: true }).click();
  await one.page.getByRole('searchbox', { name: one.t('people.find') }).fill(other.username.slice(1));
  await one.page.getByRole('button', { name: one.t('people.sendRequest') }).click();
  await goTo(other, 'people');
  await other.page
    .getByRole('navigation', { name: other.t('people.sections') })
    .getByRole('link', { name: new RegExp(`^${other.t('people.requests')}`) })
    .click();
  await other.page.getByRole('button', { name: other.t('people.accept') }).click();
  await one.page.getByRole('button', { name: one.t('people.message') }).click();
  await say(one, 'Good morning! صباح الخير');
  await goTo(other, 'chats');
  await other.page
    .getByRole('list', { name: other.t('chats.list') })
    .getByRole('link')
    .click();
  await bubble(one, 'Good morning').getByText(one.t('conversation.state.read'), { exact: true }).waitFor();
}

/** Answering, changing, reacting, deleting: each is seen in the other window. */
async function converse(one: Someone, other: Someone): Promise<void> {
  await act(other, 1, 'reply');
  await say(other, 'هل حجزت التذاكر؟');
  await bubble(one, 'هل حجزت').getByText('Good morning').waitFor();
  await act(other, 2, 'edit');
  await other.page.locator('textarea').fill('هل حجزت تذكرتين للعبّارة؟');
  await other.page.getByRole('button', { name: other.t('conversation.saveEdit') }).click();
  await bubble(one, 'تذكرتين').getByText(one.t('conversation.edited')).waitFor();
  const name = one.t('conversation.actions', { number: 2 });
  await one.page.getByRole('button', { name, exact: true }).click({ force: true });
  await one.page.getByRole('button', { name: one.t('conversation.reactWith', { emoji: '❤️' }) }).click();
  await bubble(other, 'تذكرتين').getByRole('button', { name: /^❤️/ }).waitFor();
  await say(one, 'wrong window');
  await act(one, 3, 'delete');
  await one.page
    .getByRole('alertdialog')
    .getByRole('button', { name: one.t('conversation.delete') })
    .click();
  await bubble(other, other.t('conversation.deleted')).waitFor();
}

/** A group is made, joined and written in. */
async function gather(one: Someone, other: Someone): Promise<void> {
  await goTo(one, 'chats');
  await one.page.getByRole('button', { name: one.t('chats.newGroup') }).click();
  const dialog = one.page.getByRole('dialog', { name: one.t('chats.newGroup') });
  await dialog.getByLabel(one.t('chats.groupName')).fill('نزهة Harbour walk');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: one.t('chats.createGroup') }).click();
  await goTo(other, 'chats');
  await other.page.getByRole('button', { name: other.t('chats.accept') }).click();
  await other.page.locator('textarea').waitFor();
  await say(other, 'أنا هنا! Here I am');
  await bubble(one, 'Here I am').waitFor();
}

async function find(person: Someone): Promise<void> {
  await goTo(person, 'search');
  await person.page.getByRole('searchbox', { name: person.t('search.placeholder') }).fill('ذكرتي');
  await person.page.locator('mark', { hasText: 'ذكرتي' }).waitFor();
  await person.page.getByRole('link').filter({ hasText: 'تذكرتين' }).click();
  await bubble(person, 'تذكرتين').waitFor();
}

async function assertFits({ page, complaints }: Someone, when: string): Promise<void> {
  assert.deepEqual(await page.evaluate(outsideTheScreen), [], when);
  assert.deepEqual(complaints, [], when);
}

describe('people of different languages, directions, devices and looks', () => {
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  for (const [asking, answering] of companies) {
    const told = [asking, answering].map((way) => Object.values(way).join(' ')).join(' and ');
    test(`WEB127 from registering to searching: ${told}`, async () => {
      await using server = await startServer();
      const one = await sit('Alice Moreau', server.url, asking);
      const other = await sit('ليلى حداد', server.url, answering);
      const both = [one, { ...other, username: 'layla' }] as const;
      for (const person of both) await signUp(person);
      for (const step of [meet, converse, gather]) {
        await step(...both);
        for (const person of both) await assertFits(person, `${step.name}, ${person.username}`);
      }
      await Promise.all(both.map(find));
      for (const { context } of both) await context.close();
    });
  }
});
