import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Database } from '@parley/server/sqlite/database.ts';
import { migrations } from '@parley/server/store/migrations/migrations.ts';
import { Seeded } from '@parley/testkit/seeded.ts';
import { ChangeJournal } from './change-journal.ts';
import { checkHttp } from './http-check.ts';
import { type HttpInput, httpInput } from './http-input.ts';
import type { RawAnswer } from './http-lane.ts';
import { isRefusedByContract } from './oracle.ts';
import type { Request } from './request.ts';
import type { Stage } from './stage.ts';

const folder = await mkdtemp(join(tmpdir(), 'parley-fuzz-test-'));
after(() => rm(folder, { recursive: true, force: true }));

const input: HttpInput = {
  treatment: 'right',
  as: 'owner',
  operation: 'listChats',
  method: 'GET',
  bytes: Buffer.alloc(0),
  certain: 'harmless',
};

function answer(status: number, body: unknown): RawAnswer {
  const headers = [
    ['x-content-type-options', 'nosniff'],
    ['content-type', 'application/json; charset=utf-8'],
  ] as const;
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

const refusal = (code: string) => ({ error: { code, message: 'No.', retry: 'never' } });

test('FUZZ1 FUZZ2 a failure, an answer that the contract does not know and one it does not allow are found', async () => {
  await checkHttp(input, answer(200, { items: [] }));
  await checkHttp(input, answer(401, refusal('unauthenticated')));
  await assert.rejects(checkHttp(input, answer(500, refusal('internal'))), /a failure/);
  await assert.rejects(checkHttp(input, answer(200, { items: [], more: 1 })), /more/);
  await assert.rejects(checkHttp(input, answer(404, refusal('unauthenticated'))), /unauthenticated/);
  await assert.rejects(checkHttp(input, answer(409, refusal('username_taken'))), /not documented/);
  await assert.rejects(checkHttp({ ...input, certain: 'refused' }, answer(200, { items: [] })), /took it/);
});

test('FUZZ2 what the contract refuses is known before it is asked', () => {
  const request: Request = {
    method: 'POST',
    route: '/chats/:number/messages',
    params: { number: '1' },
    query: {},
    headers: [],
    json: { value: { content: 'x' } },
    body: undefined,
  };
  const refused = (change: Partial<Request>, as: HttpInput['as'] = 'owner') =>
    isRefusedByContract('postMessage', { ...request, ...change }, as);
  assert.equal(refused({}), false);
  assert.equal(refused({}, 'anonymous'), true);
  assert.equal(refused({ params: { number: '0' } }), true);
  assert.equal(refused({ query: { x: '1' } }), true);
  assert.equal(refused({ json: { value: { content: '\0' } } }), true);
  assert.equal(refused({ json: undefined, body: Buffer.from('{"content":"\xff"}', 'latin1') }), true);
});

test('FUZZ3 a row that is written shows, the last use of a session does not', async () => {
  await using database = Database.open(join(folder, 'parley.db'), migrations);
  mkdirSync(join(folder, 'blobs'));
  using journal = new ChangeJournal(folder);
  const write = (sql: string) => database.write({ kind: 'statements', statements: [{ sql, values: [] }] });
  const before = journal.read();
  await write("insert into session values (x'01', 'h', 1, 'd', 1, 1, 1)");
  const after = journal.read();
  assert.notEqual(after, before);
  await write('update session set last_used_at = 2, expires_at = 2');
  assert.equal(journal.read(), after);
  await write('delete from session');
  assert.notEqual(journal.read(), after);
});

test('FUZZ4 the same seed gives the same inputs', () => {
  const stage = {
    url: 'http://127.0.0.1:1',
    app: 'A'.repeat(32),
    openChat: 1,
    group: 2,
    tokenOf: (persona: string) => persona,
    usernameOf: (persona: string) => persona,
  } as unknown as Stage;
  const inputs = () => {
    const chance = new Seeded(7);
    return Array.from({ length: 200 }, () => httpInput(stage, chance).bytes.toString('latin1'));
  };
  assert.deepEqual(inputs(), inputs());
  assert.ok(new Set(inputs()).size > 150);
});
