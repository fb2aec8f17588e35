import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import { openBrowser } from '@parley/testkit/browser-person.ts';
import type { Browser, Page } from 'playwright-core';
import { storageContract } from './key-value-storage.contract.ts';
import type { KeyValueStorage } from './key-value-storage.ts';

const source = await readFile(new URL('indexed-db-storage.ts', import.meta.url), 'utf8');
const script = stripTypeScriptTypes(source);
const site = createServer((request, response) => {
  const isScript = request.url === '/storage.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? script : '<!doctype html><title>storage</title>');
});
let browser: Browser;
let page: Page;
let databases = 0;

before(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
});
after(async () => {
  await browser.close();
  site.close();
});

/** The storage of the page, from here. */
async function openInPage(): Promise<KeyValueStorage> {
  const name = `storage-${++databases}`;
  const run = async (method: keyof KeyValueStorage, ...values: unknown[]) => {
    const call = JSON.stringify(values);
    const script = `import('/storage.js').then((module) => {
      const storage = (window['${name}'] ??= module.indexedDbStorage('${name}'));
      return storage.${method}(...${call});
    })`;
    return page.evaluate(script);
  };
  return {
    get: (key) => run('get', key),
    set: async (key, value) => void (await run('set', key, value)),
    delete: async (key) => void (await run('delete', key)),
    list: (prefix) => run('list', prefix) as ReturnType<KeyValueStorage['list']>,
    clear: async () => void (await run('clear')),
  };
}

storageContract('IndexedDB storage', openInPage);
