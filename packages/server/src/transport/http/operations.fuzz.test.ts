import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type OperationId, operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import { Cast, type Persona, persons } from '@parley/testkit/cast.ts';
import type { Asked } from '@parley/testkit/contract-client.ts';
import { requests } from '../../features/policy-requests.test-support.ts';
import { nasty, pick, random, rounds, seed, words } from '../nasty-values.test-support.ts';

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
