import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContractClient } from '@parley/testkit/contract-client.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';

const password = 'correct horse battery';

function codeOf({ node }: TestServer): string {
  assert.ok(node.setupCode.text);
  return node.setupCode.text;
}

const asked = (code: string, username = 'alice') => ({
  body: { code, username, password, name: 'Alice', instance_name: 'Our place' },
});

test('SETUP1 the code makes an owner, names the server, and signs in; registering makes none', async () => {
  await using server = await startServer({ setup: true });
  const http = new ContractClient(server.url);
  const plain = await http.ok('register', { body: { username: 'bob', password } });
  assert.equal(plain.user.owner, false);
  const { user, session } = await http.ok('setUp', asked(codeOf(server)));
  assert.deepEqual([user.username, user.name, user.owner], ['alice', 'Alice', true]);
  assert.ok(session.token);
  assert.equal((await http.ok('getAccount', {}, { token: session.token })).owner, true);
  assert.equal((await http.ok('getInstance')).name, 'Our place');
});

test('SETUP1 a name of the configuration wins over the one given at setup', async () => {
  await using server = await startServer({ setup: true, environment: { PARLEY_NAME: 'Configured' } });
  const http = new ContractClient(server.url);
  await http.ok('setUp', asked(codeOf(server)));
  assert.equal((await http.ok('getInstance')).name, 'Configured');
});

test('SETUP2 the code has 140 bits, is new at each start, and is read as people type it', async () => {
  const server = await startServer({ setup: true });
  const code = codeOf(server);
  assert.match(code, /^([2-9a-km-np-z]{4}-){6}[2-9a-km-np-z]{4}$/);
  await server.close();
  await using again = await startServer({ setup: true });
  assert.notEqual(codeOf(again), code);
  const http = new ContractClient(again.url);
  assert.equal((await http.refused('setUp', asked(code))).code, 'wrong_setup_code');
  const typed = ` ${codeOf(again).toUpperCase().replaceAll('-', ' ')} `;
  await http.ok('setUp', asked(typed));
});

test('SETUP3 a wrong code changes nothing, and the right one works once', async () => {
  await using server = await startServer({ setup: true });
  const http = new ContractClient(server.url);
  const code = codeOf(server);
  for (const wrong of ['x', code.slice(0, -1), `${code}2`, '-']) {
    assert.equal((await http.refused('setUp', asked(wrong))).code, 'wrong_setup_code');
  }
  assert.equal((await http.ok('getInstance')).needs_setup, true);
  assert.equal(
    (await http.refused('setUp', { body: { ...asked(code).body, username: '!' } })).code,
    'invalid_request',
  );
  await http.ok('setUp', asked(code));
  for (const late of [code, 'x']) {
    assert.equal((await http.refused('setUp', asked(late, 'mallory'))).code, 'setup_done');
  }
});

test('SETUP3 codes cannot be guessed at: attempts of one address are limited', async () => {
  await using server = await startServer({ setup: true, environment: { PARLEY_RATE_LIMITS: 'on' } });
  const http = new ContractClient(server.url);
  const answers: string[] = [];
  for (let attempt = 0; attempt < 40; attempt++) answers.push((await http.refused('setUp', asked('x'))).code);
  assert.deepEqual(new Set(answers), new Set(['wrong_setup_code', 'rate_limited']));
  assert.ok(answers.filter((answer) => answer === 'wrong_setup_code').length < 35);
});

test('SETUP4 of many who set up at once one becomes the owner', async () => {
  await using server = await startServer({ setup: true });
  const http = new ContractClient(server.url);
  const code = codeOf(server);
  const racers = Array.from({ length: 8 }, (_, index) => http.call('setUp', asked(code, `racer-${index}`)));
  const answers = await Promise.all(racers);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  const others = answers.flatMap(({ error }) => (error === undefined ? [] : [error.code]));
  assert.deepEqual(
    others,
    Array.from({ length: 7 }, () => 'setup_done'),
  );
});

test('SETUP5 a server says that it needs its setup until somebody is there, and registration stays open', async () => {
  await using server = await startServer({ setup: true });
  const http = new ContractClient(server.url);
  assert.equal((await http.ok('getInstance')).needs_setup, true);
  await http.ok('register', { body: { username: 'bob', password } });
  assert.equal((await http.ok('getInstance')).needs_setup, false);
  await http.ok('setUp', asked(codeOf(server)));
});

test('SETUP5 a username that is taken is told, and the code is good for another', async () => {
  await using server = await startServer({ setup: true });
  const http = new ContractClient(server.url);
  await http.ok('register', { body: { username: 'alice', password } });
  assert.equal((await http.refused('setUp', asked(codeOf(server)))).code, 'username_taken');
  await http.ok('setUp', asked(codeOf(server), 'alice2'));
});

test('SETUP5 where setup is off, or done before the start, there is no code', async () => {
  await using server = await startServer();
  const http = new ContractClient(server.url);
  assert.equal(server.node.setupCode.text, undefined);
  assert.equal((await http.ok('getInstance')).needs_setup, false);
  assert.equal((await http.refused('setUp', asked('x'))).code, 'setup_done');
});
