import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  desk,
  openBrowser,
  password,
  phone,
  picture,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { languages } from '../src/i18n/languages.ts';
import { createTranslator } from '../src/i18n/translator.ts';
import { outsideTheScreen } from './outside-the-screen.test-support.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;

function codeOf({ node }: TestServer): string {
  assert.ok(node.setupCode.text);
  return node.setupCode.text;
}

async function fillIn({ page }: BrowserPerson, username: string, name: string): Promise<void> {
  await page.getByLabel('Name of this server').fill('The Moreaus');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Name optional').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
}

describe('the first page of a new server', () => {
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('WEB122 SETUP7 the printed address leads to the owner’s account; a wrong code is told, and the name is everywhere', async () => {
    await using server = await startServer({ setup: true });
    const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    const { page } = alice;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Set up your Parley' }).waitFor();
    await picture(alice, 'setup');
    await page.getByLabel('Setup code').fill('abcd-efgh');
    await fillIn(alice, 'alice', 'Alice Moreau');
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('alert').getByText('This is not the setup code').waitFor();
    assert.equal(await page.getByLabel('Name of this server').inputValue(), 'The Moreaus');
    await page.goto('/sign-in');
    await page.goto(`/setup#code=${codeOf(server)}`);
    await page.getByText('The setup code came with your link.').waitFor();
    await picture(alice, 'setup-with-code');
    await fillIn(alice, 'alice', 'Alice Moreau');
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('heading', { name: 'Chats', exact: true }).waitFor();
    assert.ok(!page.url().includes('code'));
    const errors = alice.complaints.filter((text) => !text.includes('403'));
    assert.deepEqual(errors, []);

    const bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: phone });
    await bob.page.goto('/');
    await bob.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await bob.page.getByText('The Moreaus').waitFor();
    await bob.page.goto('/setup');
    await bob.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await bob.page.goto('/setup#code=spent');
    await fillIn(bob, 'bob', 'Bob');
    await bob.page.getByRole('button', { name: 'Set up' }).click();
    await bob.page.getByRole('alert').getByText('This server is set up already').waitFor();
    await bob.page.getByRole('link', { name: 'You have an account? Sign in' }).click();
    await bob.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('SETUP8 only on the machine itself one may register without setting up', async () => {
    await using server = await startServer({ setup: true });
    const port = new URL(server.url).port;
    const near = await sitDown(browser, 'Near', { baseURL: server.url, device: desk });
    await near.page.goto('/');
    await near.page.getByRole('link', { name: 'Not now, just create an account' }).click();
    await near.page.getByRole('heading', { name: 'Create your account' }).waitFor();
    const far = await sitDown(browser, 'Far', { baseURL: `http://chat.example.test:${port}`, device: desk });
    await far.page.goto('/');
    await far.page.getByRole('heading', { name: 'Set up your Parley' }).waitFor();
    assert.equal(await far.page.getByRole('link').count(), 0);
  });

  for (const language of ['ar', 'ja'] as const) {
    test(`WEB122 the first page in ${language} on a phone`, async () => {
      await using server = await startServer({ setup: true });
      const device = { ...phone, locale: language };
      const owner = await sitDown(browser, 'Owner', { baseURL: server.url, device });
      const { t } = createTranslator(language, await languages[language].load());
      await owner.page.goto('/');
      await owner.page.getByRole('heading', { name: t('setup.title') }).waitFor();
      await picture(owner, `setup-${language}-phone`);
      assert.deepEqual(await owner.page.evaluate(outsideTheScreen), []);
      assert.deepEqual(owner.complaints, []);
    });
  }
});
