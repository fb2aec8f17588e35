import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { PeopleCast } from '@parley/testkit/people-cast.ts';
import { openPeopleNode } from '@parley/testkit/people-node.ts';
import type { Caller } from '../handler.ts';
import { Refusal } from '../refusal.ts';

const names = ['ann', 'bob', 'cyd'];
const steps = 400;

/** What should hold between people, told in plain sets of `a>b`. */
class Model {
  readonly friends = new Set<string>();
  readonly blocks = new Set<string>();
  /** Open requests; those in `hidden` the recipient does not see. */
  readonly requests = new Set<string>();
  readonly hidden = new Set<string>();

  send(a: string, b: string): string {
    if (this.blocks.has(`${a}>${b}`)) return 'blocked';
    if (this.friends.has(`${a}>${b}`)) return 'already_friends';
    if (this.requests.has(`${b}>${a}`) && !this.blocks.has(`${b}>${a}`)) return this.befriend(a, b);
    if (this.requests.has(`${a}>${b}`)) return 'request_exists';
    this.requests.add(`${a}>${b}`);
    if (this.blocks.has(`${b}>${a}`)) this.hidden.add(`${a}>${b}`);
    return 'done';
  }

  accept(a: string, b: string): string {
    return this.#sees(a, b) ? this.befriend(a, b) : 'not_found';
  }

  reject(a: string, b: string): string {
    if (!this.#sees(a, b)) return 'not_found';
    this.hidden.add(`${b}>${a}`);
    return 'done';
  }

  withdraw(a: string, b: string): string {
    this.hidden.delete(`${a}>${b}`);
    return this.requests.delete(`${a}>${b}`) ? 'done' : 'not_found';
  }

  unfriend(a: string, b: string): string {
    this.friends.delete(`${b}>${a}`);
    return this.friends.delete(`${a}>${b}`) ? 'done' : 'not_found';
  }

  block(a: string, b: string): string {
    this.unfriend(a, b);
    this.withdraw(a, b);
    if (this.requests.has(`${b}>${a}`)) this.hidden.add(`${b}>${a}`);
    this.blocks.add(`${a}>${b}`);
    return 'done';
  }

  unblock(a: string, b: string): string {
    return this.blocks.delete(`${a}>${b}`) ? 'done' : 'not_found';
  }

  befriend(a: string, b: string): string {
    for (const pair of [`${a}>${b}`, `${b}>${a}`]) {
      this.requests.delete(pair);
      this.hidden.delete(pair);
      this.friends.add(pair);
    }
    return 'done';
  }

  /** Whether `a` sees a request of `b`. */
  #sees(a: string, b: string): boolean {
    return this.requests.has(`${b}>${a}`) && !this.hidden.has(`${b}>${a}`);
  }
}

const moves = [
  'send',
  'send',
  'accept',
  'reject',
  'withdraw',
  'unfriend',
  'block',
  'unblock',
  'unblock',
] as const;

async function act(
  cast: PeopleCast,
  move: (typeof moves)[number],
  as: Caller,
  other: string,
): Promise<string> {
  const named = { as, params: { username: other } };
  const calls = {
    send: () => cast.ask('sendFriendRequest', { as, body: { to: other } }),
    accept: () => cast.ask('answerFriendRequest', { ...named, body: { status: 'accepted' } }),
    reject: () => cast.ask('answerFriendRequest', { ...named, body: { status: 'rejected' } }),
    withdraw: () => cast.ask('withdrawFriendRequest', named),
    unfriend: () => cast.ask('removeFriend', named),
    block: () => cast.ask('block', named),
    unblock: () => cast.ask('unblock', named),
  };
  const result = await calls[move]();
  return result instanceof Refusal ? result.error.code : 'done';
}

/** All that the people see, in the model's form. */
async function seen(
  cast: PeopleCast,
  people: ReadonlyMap<string, Caller>,
): Promise<Record<string, string[]>> {
  const all = {
    friends: [] as string[],
    blocks: [] as string[],
    sent: [] as string[],
    received: [] as string[],
  };
  for (const [name, as] of people) {
    const names = (items: readonly { username: string }[]) =>
      items.map(({ username }) => `${name}>${username}`);
    all.friends.push(...names((await cast.answered('listFriends', { as })).items));
    all.blocks.push(...names((await cast.answered('listBlocks', { as })).items));
    for (const direction of ['sent', 'received'] as const) {
      const { items } = await cast.answered('listFriendRequests', { as, query: { direction } });
      all[direction].push(...items.map(({ from, to }) => `${from.username}>${to.username}`));
    }
  }
  return Object.fromEntries(Object.entries(all).map(([key, pairs]) => [key, pairs.toSorted()]));
}

function expected({ friends, blocks, requests, hidden }: Model): Record<string, string[]> {
  return {
    friends: [...friends].toSorted(),
    blocks: [...blocks].toSorted(),
    sent: [...requests].toSorted(),
    received: [...requests].filter((pair) => !hidden.has(pair)).toSorted(),
  };
}

/** Mulberry32: small, and the same for a seed everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test('FRIEND1 FRIEND3 FRIEND5 FRIEND7 FRIEND8 any sequence of actions leaves what the rules say', async (t) => {
  const seed = Number(process.env.PARLEY_SEED ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed}; repeat with PARLEY_SEED=${seed}`);
  const random = randomFrom(seed);
  const cast = new PeopleCast(await openPeopleNode(t));
  const people = new Map<string, Caller>();
  for (const name of names) people.set(name, await cast.join(name));
  const model = new Model();
  const done: string[] = [];
  for (let step = 0; step < steps; step++) {
    const a = names[random(names.length)] ?? '';
    const b = names.filter((name) => name !== a)[random(names.length - 1)] ?? '';
    const move = moves[random(moves.length)] ?? 'send';
    const as = people.get(a) ?? assert.fail();
    done.push(`${a} ${move} ${b}`);
    const context = `seed ${seed}: ${done.slice(-8).join(', ')}`;
    assert.equal(await act(cast, move, as, b), model[move](a, b), context);
    assert.deepEqual(await seen(cast, people), expected(model), context);
  }
});
