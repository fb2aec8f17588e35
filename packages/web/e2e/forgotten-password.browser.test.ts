import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, desk, openBrowser, sitDown } from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';
import { startTinySmtpServer, type TinySmtpServer } from '@parley/testkit/tiny-smtp-server.ts';

const account = { username: 'alice', password: 'forgotten long ago', email: 'alice@example.org' };

/** The path of the link in the newest mail; soft line breaks taken out. */
function mailedPath({ delivered }: TinySmtpServer): string {
  const mail = delivered.at(-1)?.data.replace(/=\r?\n/g, '') ?? '';
  return /\/reset\/[A-Za-z0-9_-]+/.exec(mail)?.[0] ?? '';
}

describe('a forgotten password', () => {
  test('WEB28 the mailed link sets a new password once; the page says when it is used up', async (t) => {
    const smtp = await startTinySmtpServer();
    t.after(() => smtp.close());
    await using server = await startServer({
      environment: { PARLEY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}` },
    });
    const browser = await openBrowser();
    t.after(() => browser.close());
    const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    const { page } = alice;
    await page.goto('/sign-in');
    await call(alice, 'POST', '/users', account);

    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
    while (smtp.delivered.length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));

    const path = mailedPath(smtp);
    for (const outcome of ['Your password is changed', 'This link is used up']) {
      await page.goto(path);
      await page.getByLabel('New password').fill('remembered for ever');
      await page.getByRole('button', { name: 'Save the password' }).click();
      await page.getByText(outcome).waitFor();
    }
    await page.goto('/sign-in');
    await page.getByLabel('Username').fill('alice');
    await page.getByLabel('Password', { exact: true }).fill('remembered for ever');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'No chats yet' }).waitFor();
    assert.deepEqual(
      alice.complaints.filter((text) => !text.includes('404')),
      [],
    );
  });
});
