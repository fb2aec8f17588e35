import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Fastify from 'fastify';
import { routeWebApp } from './web-app.ts';

async function serveFolder() {
  const outside = await mkdtemp(join(tmpdir(), 'parley-web-'));
  const folder = join(outside, 'dist');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), 'old page');
  await writeFile(join(folder, 'assets', 'app-1.js'), 'old code');
  await writeFile(join(folder, '.hidden'), 'secret');
  await writeFile(join(outside, 'outside.txt'), 'secret');
  const server = Fastify();
  server.put('/api/v1/thing', async () => 'put');
  await routeWebApp(server, folder);
  const get = (url: string) => server.inject({ method: 'GET', url });
  const dispose = async () => {
    await server.close();
    await rm(outside, { recursive: true });
  };
  return { server, folder, get, [Symbol.asyncDispose]: dispose };
}

test('HTTP12 a web app that was built anew is served at once, files and page', async () => {
  await using app = await serveFolder();
  assert.equal((await app.get('/assets/app-1.js')).body, 'old code');
  await writeFile(join(app.folder, 'index.html'), 'new page');
  await rm(join(app.folder, 'assets', 'app-1.js'));
  await writeFile(join(app.folder, 'assets', 'app-2.js'), 'new code');
  const code = await app.get('/assets/app-2.js');
  assert.deepEqual([code.statusCode, code.body], [200, 'new code']);
  assert.match(String(code.headers['cache-control']), /immutable/);
  assert.equal((await app.get('/assets/app-1.js')).statusCode, 404);
  for (const url of ['/', '/chats/7']) {
    const page = await app.get(url);
    assert.deepEqual([page.statusCode, page.body], [200, 'new page'], url);
    assert.equal(page.headers['cache-control'], 'no-cache');
  }
});

test('HTTP13 files are sent as the build compressed them, to whoever takes them so', async () => {
  await using app = await serveFolder();
  await writeFile(join(app.folder, 'assets', 'app-1.js.br'), 'brotli code');
  await writeFile(join(app.folder, 'assets', 'app-1.js.gz'), 'gzip code');
  await writeFile(join(app.folder, 'index.html.br'), 'brotli page');
  const ask = async (url: string, encodings: string) => {
    const headers = { 'accept-encoding': encodings };
    const answer = await app.server.inject({ method: 'GET', url, headers });
    const { vary, 'content-encoding': encoding, 'content-type': type } = answer.headers;
    assert.equal(vary, 'accept-encoding');
    return [answer.body, encoding, String(type).split(';', 1)[0]];
  };
  const type = 'application/javascript';
  const file = '/assets/app-1.js';
  assert.deepEqual(await ask(file, 'gzip, deflate, br, zstd'), ['brotli code', 'br', type]);
  assert.deepEqual(await ask(file, 'gzip, deflate'), ['gzip code', 'gzip', type]);
  assert.deepEqual(await ask(file, 'identity'), ['old code', undefined, type]);
  assert.deepEqual(await ask('/chats/7', 'gzip, br'), ['brotli page', 'br', 'text/html']);
  assert.deepEqual(await ask('/chats/7', 'gzip'), ['old page', undefined, 'text/html']);
});

test('HTTP12 nothing outside the folder and nothing hidden is served, and no folder is listed', async () => {
  await using app = await serveFolder();
  await mkdir(join(app.folder, 'folder.d'));
  const hidden = ['/.hidden', '/assets/../.hidden', '/%2ehidden'];
  const outside = ['/../outside.txt', '/..%2foutside.txt', '/assets/..%2f..%2foutside.txt', '//etc/passwd'];
  for (const url of [
    ...hidden,
    ...outside,
    '/assets/',
    '/assets',
    '/folder.d',
    '/assets//app-1.js',
    '/index.html%00',
  ]) {
    const { body } = await app.get(url);
    assert.doesNotMatch(body, /secret|root:|app-1/, url);
  }
});

test('HTTP4 HTTP12 addresses of the API are never answered with a page', async () => {
  await using app = await serveFolder();
  assert.equal((await app.get('/api/v1/nothing')).statusCode, 404);
  const wrong = await app.get('/api/v1/thing');
  assert.deepEqual([wrong.statusCode, wrong.headers.allow], [405, 'PUT']);
  assert.equal((await app.server.inject({ method: 'DELETE', url: '/nothing' })).statusCode, 404);
  assert.equal((await app.server.inject({ method: 'HEAD', url: '/' })).statusCode, 200);
});
