import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { systemClock } from '../../telemetry/clock.ts';
import { errorOf } from './elastic-error.ts';
import { ElasticHttp } from './elastic-http.ts';

const ask = { method: 'GET', path: '/_alias/x' } as const;

/** What stands for an engine: says how it was asked, and answers with the status it is told. */
async function engine(serverOf: (listener: RequestListener) => Server | TlsServer = createServer) {
  const asked: (string | undefined)[] = [];
  const answer = { status: 200 };
  const server = serverOf((request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.headers.authorization);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { asked, answer, host, [Symbol.asyncDispose]: close };
}

test('SEARCH18 credentials of an address are sent, and no error repeats them', async () => {
  await using node = await engine();
  const url = `http://elastic:hunter%3A2%2C@${node.host}/`;
  const http = new ElasticHttp({ urls: [url], timeoutMs: 5000, clock: systemClock });
  await http.send(ask);
  assert.deepEqual(node.asked, [`Basic ${btoa('elastic:hunter:2,')}`]);
  node.answer.status = 401;
  await assert.rejects(http.send(ask), (error: Error) => {
    assert.match(error.message, /check the credentials of PARLEY_ELASTICSEARCH_URL/);
    assert.match(error.message, new RegExp(`http://${node.host},`));
    assert.doesNotMatch(JSON.stringify([error.message, error.stack]), /hunter|elastic:/);
    return true;
  });
});

test('SEARCH18 addresses take turns; one that fails is left out for ten seconds, and its requests go elsewhere at once', async () => {
  await using one = await engine();
  await using two = await engine();
  const clock = createFakeClock();
  const urls = [`http://${one.host}`, `http://${two.host}`];
  const http = new ElasticHttp({ urls, timeoutMs: 5000, clock });
  const asked = () => [one.asked.length, two.asked.length];
  for (let each = 0; each < 4; each++) await http.send(ask);
  assert.deepEqual(asked(), [2, 2]);
  two.answer.status = 503;
  // The clock stands still: nothing here waits for another try.
  for (let each = 0; each < 6; each++) await http.send(ask);
  assert.deepEqual(asked(), [8, 3]);
  await clock.advance(9_999);
  await http.send(ask);
  assert.deepEqual(asked(), [9, 3]);
  two.answer.status = 200;
  await clock.advance(1);
  for (let each = 0; each < 4; each++) await http.send(ask);
  assert.deepEqual(asked(), [11, 5]);
});

test('SEARCH18 an engine of which no address answers is tried again later, and the error names an address', async () => {
  await using gone = await engine();
  await gone[Symbol.asyncDispose]();
  const instant = { ...systemClock, setTimeout: (action: () => void) => systemClock.setTimeout(action, 0) };
  const http = new ElasticHttp({ urls: [`http://me:hunter2@${gone.host}`], timeoutMs: 5000, clock: instant });
  await assert.rejects(http.send(ask), {
    message: `the search engine at http://${gone.host} does not answer: ECONNREFUSED`,
  });
});

test('SEARCH14 what the engine quotes of a text stays out of the error; of anything else it is told', () => {
  const text = JSON.stringify({ error: { type: 'parsing_exception', reason: 'preview: a secret' } });
  assert.equal(errorOf('it', { status: 400, text }, true).message, 'it answers 400 (parsing_exception)');
  assert.match(errorOf('it', { status: 400, text }, false).message, /parsing_exception: preview: a secret/);
  const busy = errorOf('it', { status: 429, text: '<html>' }, false);
  assert.equal(busy.message, 'it answers 429; it has more to do than it can');
});

/** A certificate for this machine that nobody has signed, and its key; undefined without openssl. */
async function certificate(): Promise<{ cert: string; key: string } | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-days', '2', '-keyout', key, '-out', cert];
  try {
    await promisify(execFile)('openssl', [...made, ...subject]);
    return { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
  } catch {
    return undefined;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('SEARCH18 over TLS an engine is believed by its certificate only, and the error says how to give the authority', async (t) => {
  const pair = await certificate();
  if (pair === undefined) return t.skip('openssl, which makes a certificate, is not here');
  await using node = await engine((listener) => createTlsServer(pair, listener));
  const instant = { ...systemClock, setTimeout: (action: () => void) => systemClock.setTimeout(action, 0) };
  const http = new ElasticHttp({
    urls: [`https://me:hunter2@${node.host}`],
    timeoutMs: 5000,
    clock: instant,
  });
  await assert.rejects(
    http.send(ask),
    /SELF_SIGNED_CERT; give its authority's certificate with NODE_EXTRA_CA_CERTS/,
  );
  assert.deepEqual(node.asked, []);
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, pair.cert]);
  t.after(() => setDefaultCACertificates(usual));
  await http.send(ask);
  assert.deepEqual(node.asked, [`Basic ${btoa('me:hunter2')}`]);
});
