import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  bubble,
  call,
  desk,
  goTo,
  openBrowser,
  picture,
  register,
  say,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer } from '@parley/testkit/server.ts';
import type { Page } from 'playwright-core';

const built = new URL('../dist/', import.meta.url).pathname;

/** Waits until the app is kept on the device and answers this page. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** The same app with other names for its parts, so that the old ones are nowhere on the server. */
async function nextVersion(folder: string): Promise<{ before: string; after: string }> {
  // Without the compressed ones, which would be those of before.
  await cp(built, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  const assets = join(folder, 'assets');
  const renamed = (await readdir(assets)).filter((file) => file.endsWith('.js'));
  const next = (name: string) => name.replace(/\.js$/, 'NEXT.js');
  for (const name of renamed) await rename(join(assets, name), join(assets, next(name)));
  for (const file of (await readdir(folder, { recursive: true })).filter((each) =>
    /\.(js|html)$/.test(each),
  )) {
    let text = await readFile(join(folder, file), 'utf8');
    for (const name of renamed) text = text.replaceAll(name, next(name));
    await writeFile(join(folder, file), text.replace(/name:`[0-9a-f]{16}`/, 'name:`next`'));
  }
  const before = renamed.find((name) => name.startsWith('settings-page')) ?? assert.fail('no settings');
  return { before, after: next(before) };
}

describe('the app on a device', () => {
  test('WEB108 a browser finds nothing that keeps it from being installed', async (t) => {
    await using server = await startServer();
    const browser = await openBrowser();
    t.after(() => browser.close());
    const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    await register(alice);
    await kept(alice.page);
    const devtools = await alice.context.newCDPSession(alice.page);
    const manifest = await devtools.send('Page.getAppManifest');
    assert.deepEqual(manifest.errors, []);
    const { name, icons, shortcuts, display } = JSON.parse(manifest.data ?? '');
    assert.deepEqual([name, display, shortcuts.length], ['Parley', 'standalone', 2]);
    assert.ok(icons.some(({ purpose }: { purpose?: string }) => purpose === 'maskable'));
    for (const { src } of icons) assert.equal((await fetch(server.url + src)).status, 200, src);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A window without a profile, as tests use, is never offered to install; nothing else may be wrong.
    const wrong = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    assert.deepEqual(wrong, []);
    const worker = await fetch(`${server.url}/service-worker.js`);
    assert.equal(worker.headers.get('cache-control'), 'no-cache');
    assert.deepEqual(alice.complaints, []);
  });

  test('WEB107 an open page keeps its own files when a new version comes, says so, and has it after a reload', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
    const data = await mkdtemp(join(tmpdir(), 'parley-data-'));
    t.after(() => Promise.all([folder, data].map((each) => rm(each, { recursive: true, force: true }))));
    const { before, after } = await nextVersion(folder);
    const old = await startServer({ data });
    const browser = await openBrowser();
    t.after(() => browser.close());
    const alice = await sitDown(browser, 'Alice Moreau', { baseURL: old.url, device: desk });
    await register(alice);
    await kept(alice.page);
    const second = await alice.context.newPage();
    await second.goto('/people');
    await second.getByRole('heading', { name: 'People', exact: true }).waitFor();
    await old.close();
    const environment = { PARLEY_PORT: new URL(old.url).port };
    await using _server = await startServer({ data, web: folder, environment });
    const notice = alice.page.getByText('A new version is ready.');
    await notice.waitFor();
    await picture(alice, 'new-version');
    assert.equal((await fetch(`${old.url}/assets/${before}`)).status, 404);

    // The other window takes it; this one goes on with what it was loaded with.
    await second.getByRole('button', { name: 'Reload', exact: true }).click();
    await second.locator('script[src$="NEXT.js"]').first().waitFor({ state: 'attached' });
    await goTo(alice, 'Settings');
    await alice.page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
    assert.deepEqual(await loadedOf(alice.page, [before, after]), [before]);

    await alice.page.getByRole('button', { name: 'Reload', exact: true }).click();
    await alice.page.locator('script[src$="NEXT.js"]').first().waitFor({ state: 'attached' });
    await alice.page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
    assert.deepEqual(await loadedOf(alice.page, [before, after]), [after]);
    await alice.page.waitForFunction(
      async (name) => (await caches.match(`/assets/${name}`)) === undefined,
      before,
    );
  });

  test('WEB105 WEB106 without a server every address opens with what is cached, and nothing of the API was kept', async (t) => {
    const server = await startServer();
    const browser = await openBrowser();
    t.after(() => browser.close());
    const alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    await register(alice);
    await call(alice, 'POST', '/chats', { kind: 'group', name: 'Rowing club' });
    await alice.page.goto('/chats/1');
    await say(alice, 'The boat is in the shed');
    await bubble(alice, 'in the shed')
      .getByText(/Sent|Delivered|Read/)
      .waitFor();
    await kept(alice.page);
    await server.close();
    for (const path of ['/', '/chats/1/details', '/people', '/search', '/settings']) {
      await alice.page.goto(path);
      await alice.page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    }
    await alice.page.goto('/chats/1');
    await bubble(alice, 'in the shed').waitFor();
    await say(alice, 'I am on the water');
    await alice.page.reload();
    await bubble(alice, 'on the water').waitFor();
    const addresses = await cachedAddresses(alice.page);
    assert.ok(addresses.length > 10);
    assert.deepEqual(
      addresses.filter((path) => path.startsWith('/api/')),
      [],
    );
    await alice.page.getByText('Connection lost').waitFor();
    await alice.page.getByRole('button', { name: 'Try now' }).waitFor();
    await picture(alice, 'offline');
    await alice.page.goto('/search');
    await alice.page.getByRole('searchbox').fill('THE BOAT');
    await alice.page.getByText('only messages kept on this device were searched').waitFor();
    await alice.page.getByRole('listitem').filter({ hasText: 'The boat is in the shed' }).waitFor();
    await picture(alice, 'offline-search');
  });
});

/** Which of these files the page has loaded. */
async function loadedOf(page: Page, names: readonly string[]): Promise<readonly string[]> {
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map((each) => each.name));
  return names.filter((name) => loaded.some((address) => address.endsWith(name)));
}

/** What the worker keeps. */
function cachedAddresses(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  });
}
