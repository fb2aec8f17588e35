import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import {
  type BrowserPerson,
  desk,
  openBrowser,
  password,
  phone,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';
import type { Language } from '../src/i18n/languages.ts';
import { languages } from '../src/i18n/languages.ts';
import { createTranslator, type Translator } from '../src/i18n/translator.ts';
import { empty, inhabited, outside } from './accessibility-screens.test-support.ts';
import { allLooks, axeFindings, oneLook } from './axe-findings.test-support.ts';
import type { Screen } from './screen.test-support.ts';
import { moveIn, settle } from './town.test-support.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;

const devices = { desk, phone } as const;

/** How somebody sees screens. */
interface Eyes {
  readonly words: Translator;
  readonly looks: typeof allLooks;
}

/**
 * Both directions and both sizes, each once: what is wrong in one of them is wrong there whatever the other is. Colours
 * depend on neither.
 */
const sights = [
  { language: 'en', size: 'desk', looks: allLooks },
  { language: 'ar', size: 'phone', looks: oneLook },
] as const;

/** What axe finds on screen after screen. */
async function walk(
  { page }: BrowserPerson,
  screens: readonly Screen[],
  { words, looks }: Eyes,
): Promise<string[]> {
  const found: string[] = [];
  for (const { name, address, open } of screens) {
    try {
      if (address !== undefined) await page.goto(address);
      await open(page, words);
    } catch (cause) {
      throw new Error(`${name} does not open`, { cause });
    }
    found.push(...(await axeFindings(page, name, looks)));
  }
  return found;
}

async function signUp({ page, username }: BrowserPerson, { t }: Translator): Promise<void> {
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=name]').fill('Alice Moreau');
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: t('auth.register') }).click();
  await page.getByRole('heading', { name: t('chats.title'), exact: true }).waitFor();
}

async function wordsOf(language: Language): Promise<Translator> {
  return createTranslator(language, await languages[language].load(), language);
}

async function sessionOf(url: string, username: string): Promise<ApiCaller> {
  const { session } = await new ApiCaller(url).call<{ session: { token: string } }>('POST', '/sessions', {
    username,
    password,
  });
  return new ApiCaller(url, session.token);
}

describe('axe', () => {
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  for (const { language, size, looks } of sights) {
    test(`A11Y1 finds nothing on any screen, in ${looks.length} looks, in ${language} on a ${size}`, async () => {
      await using server = await startServer();
      const town = await settle(server.url);
      const device = { ...devices[size], locale: language, reducedMotion: 'reduce' } as const;
      const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device });
      const words = await wordsOf(language);
      const eyes = { words, looks };
      const found = await walk(alice, outside, eyes);
      await signUp(alice, words);
      found.push(...(await walk(alice, empty, eyes)));
      await moveIn('alice', await sessionOf(server.url, 'alice'), town);
      found.push(...(await walk(alice, inhabited, eyes)));
      await alice.context.close();
      assert.deepEqual(found, []);
    });

    test(`A11Y1 finds nothing on the first page of a new server, in ${language} on a ${size}`, async () => {
      await using server = await startServer({ setup: true });
      const device = { ...devices[size], locale: language, reducedMotion: 'reduce' } as const;
      const owner = await sitDown(browser, 'Owner', { baseURL: server.url, device });
      const words = await wordsOf(language);
      const open: Screen['open'] = (page, { t }) =>
        page.getByRole('heading', { name: t('setup.title') }).waitFor();
      assert.deepEqual(await walk(owner, [{ name: 'setup', address: '/', open }], { words, looks }), []);
      await owner.context.close();
    });
  }
});
