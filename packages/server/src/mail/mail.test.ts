import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { startTinySmtpServer } from '@parley/testkit/tiny-smtp-server.ts';
import { createLogger } from '../telemetry/pino-logger.ts';
import { createLogMail } from './log-mail.ts';
import { createSmtpMail } from './smtp-mail.ts';

const letter = {
  to: 'alice@example.org',
  subject: 'Grüße',
  text: 'A link:\n\nhttp://127.0.0.1/reset/abc\n.\nend',
};

test('MAIL1 a mail goes over SMTP with sender, recipient, subject and text', async (t) => {
  const server = await startTinySmtpServer();
  const mail = createSmtpMail({
    url: `smtp://127.0.0.1:${server.port}`,
    from: 'Parley <parley@example.org>',
  });
  t.after(() => mail.close());
  t.after(() => server.close());
  assert.deepEqual(await mail.send(letter), { sent: true });
  const [got] = server.delivered;
  assert.match(got?.from ?? '', /^MAIL FROM:<parley@example.org>/);
  assert.deepEqual(got?.to, ['RCPT TO:<alice@example.org>']);
  assert.match(got?.data ?? '', /^From: Parley <parley@example\.org>$/m);
  assert.match(got?.data ?? '', /^Subject: =\?UTF-8\?Q\?Gr=C3=BC=C3=9Fe\?=$/m);
  assert.ok(got?.data.includes('http://127.0.0.1/reset/abc\n.\nend'));
});

test('MAIL1 a refusal for good and one for now are told apart, and neither throws', async (t) => {
  const server = await startTinySmtpServer();
  const mail = createSmtpMail({ url: `smtp://127.0.0.1:${server.port}`, from: 'p@example.org' });
  t.after(() => mail.close());
  t.after(() => server.close());
  server.refuse('550 no such user');
  const final = await mail.send(letter);
  assert.ok(!final.sent && !final.retry);
  assert.match(final.reason, /550 no such user/);
  server.refuse('451 come back later');
  const passing = await mail.send(letter);
  assert.ok(!passing.sent && passing.retry);
  server.refuse(undefined);
  assert.deepEqual(await mail.send(letter), { sent: true });
});

test('MAIL1 a mail server that is gone, or says nothing, is an answer in bounded time, without credentials', async (t) => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => silent.close());
  const address = silent.address();
  assert.ok(typeof address === 'object' && address !== null);
  const places = [`smtp://me:hunter2@127.0.0.1:${address.port}`, 'smtp://me:hunter2@127.0.0.1:1'];
  for (const url of places) {
    const mail = createSmtpMail({ url, from: 'p@example.org', timeoutMs: 200 });
    const outcome = await mail.send(letter);
    mail.close();
    assert.ok(!outcome.sent && outcome.retry);
    assert.doesNotMatch(outcome.reason, /hunter2/);
  }
});

test('MAIL2 without a mail server the mail is shown in the log, whole', async () => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', format: 'pretty', write: (line) => lines.push(line) });
  assert.deepEqual(await createLogMail(logger).send(letter), { sent: true });
  assert.match(
    lines.join(''),
    /to=alice@example\.org subject="?Grüße"?[\s\S]*http:\/\/127\.0\.0\.1\/reset\/abc\n/,
  );
});

test('MAIL3 addresses and subjects cannot smuggle headers or recipients', async (t) => {
  const server = await startTinySmtpServer();
  const mail = createSmtpMail({ url: `smtp://127.0.0.1:${server.port}`, from: 'p@example.org' });
  t.after(() => mail.close());
  t.after(() => server.close());
  const wrong = [
    { ...letter, to: 'a@example.org, b@example.org' },
    { ...letter, to: 'a@example.org\r\nBcc: b@example.org' },
    { ...letter, subject: 'hello\r\nBcc: b@example.org' },
  ];
  for (const bad of wrong) {
    const outcome = await mail.send(bad);
    assert.ok(!outcome.sent && !outcome.retry);
  }
  assert.equal(server.delivered.length, 0);
});
