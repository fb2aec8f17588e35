import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { root } from './root.ts';

/** The address in the line that says the server is ready. */
async function readyAddress(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('the server ended before it was ready');
}

test('START1 one command builds what is stale, serves API and web app, and stops when told (O1)', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'parley-start-'));
  t.after(() => rm(data, { recursive: true, force: true }));
  const server = spawn(process.execPath, ['scripts/setup.mjs', 'start'], {
    cwd: root,
    env: { ...process.env, PARLEY_DATA: data, PARLEY_PORT: '0', PARLEY_LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => server.kill('SIGKILL'));
  const address = await readyAddress(createInterface({ input: server.stdout }));
  const page = await fetch(address);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<div id="root">/);
  const ready = await fetch(`${address}/readyz`);
  assert.equal(ready.status, 200);
  const body = JSON.stringify({ name: 'first' });
  const created = await fetch(`${address}/api/v1/apps`, { method: 'POST', body });
  assert.equal(created.status, 415, 'text/plain is not JSON');
  const headers = { 'content-type': 'application/json' };
  assert.equal((await fetch(`${address}/api/v1/apps`, { method: 'POST', body, headers })).status, 201);
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
