import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, type Tidy } from '@parley/testkit/people-node.ts';
import { openStores, type StoreEngine } from './store-engine.test-support.ts';

async function cast(engine: StoreEngine, t: Tidy, count = 3) {
  const stores = await openStores(engine, t);
  const app = (await createApp(stores.apps)).key;
  const keys: number[] = [];
  for (let each = 0; each < count; each++) {
    const username = `user${each}`;
    const input = { app, username, name: '', email: null, passwordHash: null, createdAt: 0 };
    const account = await stores.accounts.create(input);
    keys.push(typeof account === 'object' ? account.key : 0);
  }
  const [a = 0, b = 0, c = 0] = keys;
  return { ...stores, requests: stores.friends.requests, a, b, c, keys };
}

/** What every engine owes the friend store. */
export function friendStoreContract(engine: StoreEngine): void {
  test(`FRIEND3 ${engine.name}: two who ask each other in the same moment are friends, whoever came first`, async (t) => {
    const { friends, requests, keys } = await cast(engine, t, 40);
    const pairs = Array.from(
      { length: 20 },
      (_, each) => [keys[2 * each] ?? 0, keys[2 * each + 1] ?? 0] as const,
    );
    const outcomes = await Promise.all(
      pairs.flatMap(([a, b]) => [
        requests.send({ sender: a, recipient: b }, 1),
        requests.send({ sender: b, recipient: a }, 1),
      ]),
    );
    assert.equal(outcomes.filter((outcome) => outcome === 'sent').length, 20);
    assert.equal(outcomes.filter((outcome) => outcome === 'befriended').length, 20);
    for (const [a, b] of pairs) {
      assert.ok((await friends.areFriends(a, b)) && (await friends.areFriends(b, a)));
      assert.equal(await requests.find({ sender: a, recipient: b }), undefined);
      assert.equal(await requests.find({ sender: b, recipient: a }), undefined);
    }
  });

  test(`FRIEND3 ${engine.name}: whoever rejected a request and asks back is friends at once`, async (t) => {
    const { friends, requests, a, b } = await cast(engine, t);
    await requests.send({ sender: a, recipient: b }, 1);
    assert.equal(await requests.reject({ sender: a, recipient: b }), true);
    assert.equal(await requests.send({ sender: b, recipient: a }, 2), 'befriended');
    assert.ok(await friends.areFriends(a, b));
  });

  test(`FRIEND4 ${engine.name}: of accepting and withdrawing at once one happens, wholly`, async (t) => {
    const { friends, requests, keys } = await cast(engine, t, 40);
    for (let each = 0; each < 40; each += 2) {
      const [sender = 0, recipient = 0] = keys.slice(each, each + 2);
      const pair = { sender, recipient };
      await requests.send(pair, 1);
      const moves = [() => requests.accept(pair, 2), () => requests.withdraw(pair)];
      if (each % 4 === 0) moves.reverse();
      const done = await Promise.all(moves.map((move) => move()));
      assert.equal(done.filter(Boolean).length, 1);
      const accepted = await friends.areFriends(sender, recipient);
      assert.equal(await friends.areFriends(recipient, sender), accepted);
      assert.equal(accepted, done[each % 4 === 0 ? 1 : 0]);
      assert.equal(await requests.find(pair), undefined);
    }
  });

  test(`FRIEND4 ${engine.name}: accepting and ending a friendship at once leaves both its sides or none`, async (t) => {
    const { friends, requests, keys } = await cast(engine, t, 60);
    const pairs = Array.from({ length: 30 }, (_, each) => keys.slice(2 * each, 2 * each + 2));
    for (const [sender = 0, recipient = 0] of pairs) await requests.send({ sender, recipient }, 1);
    await Promise.all(
      pairs.map(async ([sender = 0, recipient = 0]) => {
        await Promise.all([
          friends.unfriend(sender, recipient),
          requests.accept({ sender, recipient }, 2),
          friends.unfriend(recipient, sender),
        ]);
        const sides = [friends.areFriends(sender, recipient), friends.areFriends(recipient, sender)];
        const [one, other] = await Promise.all(sides);
        assert.equal(one, other);
      }),
    );
  });

  test(`FRIEND8 ${engine.name}: a block and a request or an answer at once never leave a friendship behind a block`, async (t) => {
    const { friends, requests, keys } = await cast(engine, t, 40);
    for (let each = 0; each < 40; each += 2) {
      const [a = 0, b = 0] = keys.slice(each, each + 2);
      await requests.send({ sender: a, recipient: b }, 1);
      const moves: (() => Promise<unknown>)[] = [
        () => friends.block(b, a),
        () => requests.accept({ sender: a, recipient: b }, 2),
        () => requests.send({ sender: b, recipient: a }, 2),
      ];
      for (let turn = 0; turn < each % 3; turn++) moves.push(moves.shift() ?? (async () => {}));
      await Promise.all(moves.map((move) => move()));
      assert.deepEqual(await requests.received(b, { createdAt: 10, other: 0 }, 10), []);
      assert.ok(await friends.isBlocked(a, b));
      assert.equal(await friends.areFriends(a, b), false);
      assert.equal(await friends.areFriends(b, a), false);
    }
  });

  test(`FRIEND7 ${engine.name}: a request to somebody who blocks the sender is stored where only the sender sees it`, async (t) => {
    const { friends, requests, a, b } = await cast(engine, t);
    await friends.block(b, a);
    assert.equal(await requests.send({ sender: a, recipient: b }, 1), 'sent');
    assert.equal(await requests.send({ sender: a, recipient: b }, 2), 'request_exists');
    assert.equal((await requests.sent(a, { createdAt: 10, other: 0 }, 10)).length, 1);
    assert.equal((await requests.received(b, { createdAt: 10, other: 0 }, 10)).length, 0);
    assert.equal(await requests.accept({ sender: a, recipient: b }, 3), false);
    assert.equal(await requests.send({ sender: b, recipient: a }, 3), 'not_sent');
    assert.equal((await friends.relations(b, [a])).get(a), 'blocked');
    assert.equal((await friends.relations(a, [b])).get(b), 'request_sent');
  });

  test(`USER7 ${engine.name}: relations are seen from one side, for any number of people`, async (t) => {
    const { friends, requests, keys, accounts } = await cast(engine, t, 130);
    const [me = 0, friend = 0, asked = 0, asking = 0, blocked = 0, rejected = 0, gone = 0] = keys;
    await requests.send({ sender: me, recipient: friend }, 1);
    await requests.accept({ sender: me, recipient: friend }, 1);
    await requests.send({ sender: me, recipient: asked }, 1);
    await requests.send({ sender: asking, recipient: me }, 1);
    await friends.block(me, blocked);
    await requests.send({ sender: rejected, recipient: me }, 1);
    await requests.reject({ sender: rejected, recipient: me });
    await requests.send({ sender: gone, recipient: me }, 1);
    await accounts.remove(gone, 2);
    const relations = await friends.relations(me, keys);
    assert.deepEqual(
      [...relations].toSorted(([one], [other]) => one - other),
      [
        [me, 'self'],
        [friend, 'friend'],
        [asked, 'request_sent'],
        [asking, 'request_received'],
        [blocked, 'blocked'],
      ],
    );
    assert.deepEqual(await friends.friendsAmong(me, keys), new Set([friend]));
  });

  test(`USER8 ${engine.name}: a removed account leaves no friendship, request or block, and gets none`, async (t) => {
    const { friends, requests, accounts, driver, a, b, c } = await cast(engine, t);
    await requests.send({ sender: a, recipient: b }, 1);
    await requests.accept({ sender: a, recipient: b }, 1);
    await requests.send({ sender: c, recipient: a }, 1);
    await friends.block(a, c);
    await accounts.remove(a, 2);
    assert.equal(await requests.send({ sender: a, recipient: c }, 3), 'not_sent');
    assert.equal(await requests.send({ sender: c, recipient: a }, 3), 'not_sent');
    await friends.block(b, a);
    for (const table of ['friendship', 'friend_request', 'block']) {
      const rows = await driver.read(`select * from ${table}`, []);
      assert.deepEqual(rows, [], table);
    }
  });

  test(`FRIEND2 ${engine.name}: paging by time and person neither skips nor repeats, also where times are equal`, async (t) => {
    const { requests, keys } = await cast(engine, t, 30);
    const [me = 0, ...others] = keys;
    for (const [index, other] of others.entries()) {
      await requests.send({ sender: other, recipient: me }, Math.floor(index / 7));
    }
    assert.equal(await requests.send({ sender: me, recipient: me }, 1), 'not_sent');
    const seen: number[] = [];
    let below = { createdAt: Number.MAX_SAFE_INTEGER, other: 0 };
    for (let more = true; more; ) {
      const page = await requests.received(me, below, 4);
      seen.push(...page.map(({ other }) => other.key));
      const last = page.at(-1);
      more = last !== undefined;
      if (last !== undefined) below = { createdAt: last.createdAt, other: last.other.key };
    }
    assert.equal(seen.length, 29);
    assert.equal(new Set(seen).size, 29);
  });
}
