import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type OperationId, operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import { Cast, type Persona, persons } from '@parley/testkit/cast.ts';
import type { Asked } from '@parley/testkit/contract-client.ts';
import { requests } from '../../features/policy-requests.test-support.ts';

const rounds = Number(process.env.PARLEY_FUZZ_ROUNDS ?? 1500);
const seed = Number(process.env.PARLEY_FUZZ_SEED ?? Date.now() % 1_000_000_000);

/** Numbers in [0, 1) that a seed repeats: mulberry32. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomOf(seed);
const pick = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

const nasty: readonly unknown[] = [
  ...[null, true, false, 0, 1, 2, 3, -1, 0.5, 1e308, -0, 2 ** 32, 2 ** 53, '', ' ', '0', '1', '2', '-1', 'x'],
  ...[
    '\u0000',
    '\ud800',
    '\u202e',
    '😀',
    'ä',
    "' or 1=1 --",
    '%00',
    '../..',
    '__proto__',
    'owner',
    'me',
    'current',
  ],
  ...['x'.repeat(65), 'y'.repeat(300), 'z'.repeat(20_000), '2026-01-01T00:00:00Z', '1.1', '99999999999999.1'],
  ...['1_', '~', '4294967295', '[]', '{}', 'null', '*', '%', '_', '"', "'", '\\', '\n'],
  ...[
    [],
    {},
    [[]],
    [1],
    ['owner'],
    ['admin', 'admin'],
    { chat: 1, number: 1 },
    { chat: 2, number: 2 },
    { a: { b: {} } },
  ],
];
/** For addresses, which have an end: what is beyond it never becomes a request. */
const words: readonly string[] = nasty.filter(
  (value): value is string => typeof value === 'string' && value !== '' && value.length < 1000,
);

/** A right request with some of its values exchanged. */
function mutated(id: OperationId, chat: number, as: Persona): Asked {
  const scene = { as, chat, openChat: pick([1, chat]), message: pick([1, 2, 99]), own: 2 };
  const right = requests[id]({
    ...scene,
    token: cast.app.token,
    ownerSession: 'x',
    serial: Math.floor(random() * 1e9),
  });
  const params = Object.entries(right.params ?? {}).map(([name, value]) => [
    name,
    random() < 0.15 ? pick(words) : value,
  ]);
  const query = new URLSearchParams(right.query as Record<string, string>);
  const queryNames = [
    'limit',
    'cursor',
    'q',
    'keyword',
    'page',
    'before',
    'after',
    'chat',
    'sender',
    'since',
    'direction',
    'v',
  ];
  if (random() < 0.5) query.append(pick(queryNames), pick(words).toWellFormed());
  return {
    params: Object.fromEntries(params.map(([name, value]) => [name, String(value).toWellFormed()])),
    query: query.toString(),
    ...(operationOf(id).body !== undefined && { body: bodyOf(right.body) }),
    ...(right.headers !== undefined && { headers: right.headers }),
  };
}

function bodyOf(body: unknown): unknown {
  if (body instanceof Uint8Array)
    return random() < 0.5 ? body : body.slice(0, Math.floor(random() * body.length));
  const fields = Object.entries(body as object).map(([name, value]) => [
    name,
    random() < 0.3 ? pick(nasty) : value,
  ]);
  const extra = pick([
    'client_id',
    'sender',
    'reply_to',
    'mentions',
    'forward',
    'sticker',
    'email',
    'members',
    'with',
  ]);
  if (random() < 0.5) fields.push([extra, pick(nasty)]);
  return Object.fromEntries(fields);
}

let cast: Cast;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
});
after(() => cast[Symbol.asyncDispose]());

test(`HTTP7 whatever comes is answered as the contract says, never by a failure (seed ${seed})`, async () => {
  // What would end the sessions of those who ask.
  const ids = operationIds.filter(
    (id) => !['removeAccount', 'endSession', 'register', 'signIn'].includes(id),
  );
  let chat = await cast.group();
  for (let round = 0; round < rounds; round += 1) {
    if (round % 100 === 0) chat = await cast.group();
    const id = pick(ids);
    const as = pick(persons);
    const asked = mutated(id, chat, as);
    const { status } = await cast.call(id, asked, as);
    assert.ok(
      status < 500,
      `${status} of ${id} as ${as} in round ${round}: ${JSON.stringify(asked).slice(0, 500)}`,
    );
    if (round % 100 === 99) await cast.acquaint();
  }
});
