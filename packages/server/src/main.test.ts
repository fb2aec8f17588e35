import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'parley-main-'));
after(() => rm(folder, { recursive: true, force: true }));

function parley(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const env = {
    PATH: process.env.PATH ?? '',
    PARLEY_DATA: join(folder, 'data'),
    PARLEY_PORT: '0',
    PARLEY_SETUP: 'off',
    ...environment,
  };
  const child = spawn(process.execPath, [main, ...argv], { env });
  after(() => child.kill('SIGKILL'));
  return child;
}

async function lineWith(child: ChildProcess, part: string): Promise<string> {
  assert.ok(child.stdout);
  for await (const line of createInterface({ input: child.stdout })) if (line.includes(part)) return line;
  throw new Error(`the process ended without a line with ${part}`);
}

async function ended(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout?.resume();
  const [code] = await once(child, 'close');
  return { code, stderr };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`CMD11 the server says where it is ready, serves, and on ${signal} stops with 0`, async () => {
    const child = parley([]);
    const line = JSON.parse(await lineWith(child, 'is ready'));
    const url = /http:\S+/.exec(line.message)?.[0];
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    child.kill(signal);
    assert.deepEqual(await ended(child), { code: 0, stderr: '' });
  });
}

test('CMD11 a port that is taken is told with its remedy, and the process ends with 1', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const address = other.address();
  assert.ok(typeof address === 'object' && address !== null);
  const { code, stderr } = await ended(parley(['serve'], { PARLEY_PORT: String(address.port) }));
  assert.equal(code, 1);
  assert.match(stderr, /^parley: port \d+ on 127\.0\.0\.1 is taken; .*set PARLEY_PORT/);
});

test('CMD3 the process ends with the code of its command', async () => {
  assert.equal((await ended(parley(['version']))).code, 0);
  assert.equal((await ended(parley(['nonsense']))).code, 2);
  assert.equal((await ended(parley(['serve'], { PARLEY_PORT: 'x' }))).code, 3);
  assert.equal((await ended(parley(['app', 'show', 'x'.repeat(32)]))).code, 4);
});

test('CMD4 a reader that has seen enough ends the command without an error', async () => {
  // It notices when it writes: something must be in the log.
  const file = join(folder, 'said.jsonl');
  const said = { at: '2026-01-01T00:00:00Z', user: 'zoe', conversation: 1, text: 'hello' };
  await writeFile(file, `${JSON.stringify(said)}\n`);
  assert.equal((await ended(parley(['import', file]))).code, 0);
  const child = parley(['tail', '--last', '1000']);
  child.stdout?.destroy();
  assert.deepEqual(await ended(child), { code: 0, stderr: '' });
});

test('SETUP6 the setup code is told on stderr with the address to press, in no log line, and no more once it is used', async () => {
  const PARLEY_DATA = join(folder, 'new');
  const child = parley(['serve'], { PARLEY_SETUP: 'on', PARLEY_DATA, PARLEY_LOG_LEVEL: 'debug' });
  const logged: string[] = [];
  child.stdout?.on('data', (chunk) => logged.push(String(chunk)));
  assert.ok(child.stderr);
  const told = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  let address: URL | undefined;
  while (address === undefined) {
    const { value, done } = await told.next();
    if (done === true || value === undefined) throw new Error('the process ended without the address');
    const [found] = /http:\S+/.exec(value) ?? [];
    if (found !== undefined) address = new URL(found);
  }
  assert.equal(address.pathname, '/setup');
  const code = new URLSearchParams(address.hash.slice(1)).get('code') ?? '';
  assert.match((await told.next()).value ?? '', new RegExp(`code: ${code}$`));
  const body = JSON.stringify({ code, username: 'alice', password: 'correct horse battery' });
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(new URL('/api/v1/setup', address), { method: 'POST', headers, body });
  assert.equal(made.status, 201);
  child.kill('SIGTERM');
  await once(child, 'close');
  assert.ok(logged.length > 0 && !logged.join('').includes(code));
  const again = parley(['serve'], { PARLEY_SETUP: 'on', PARLEY_DATA });
  await lineWith(again, 'is ready');
  again.kill('SIGTERM');
  assert.deepEqual(await ended(again), { code: 0, stderr: '' });
});
