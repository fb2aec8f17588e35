import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '@parley/testkit/people-node.ts';
import { type OpenedStores, openStores, type StoreEngine } from './store-engine.test-support.ts';

const usual = { name: 'Name', email: null, passwordHash: null, createdAt: 1000 };

async function create(stores: OpenedStores, app: number, username: string, more: Partial<typeof usual> = {}) {
  const account = await stores.accounts.create({ ...usual, app, username, ...more });
  assert.ok(typeof account === 'object', String(account));
  return account;
}

/** Every 25,000th has what is looked for. */
async function fillDirectory({ driver }: OpenedStores, app: number, count: number) {
  const rowsAtOnce = 1000;
  const places = Array.from({ length: rowsAtOnce }, () => "(?, ?, '', ?, 0)").join(', ');
  const sql = `insert into user (app, username, name, search_text, created_at) values ${places}`;
  const rowOf = (each: number) => {
    const text = each % 25_000 === 24_999 ? 'needle' : 'hay';
    return [app, `u${`${each}`.padStart(6, '0')}`, text];
  };
  const statements = Array.from({ length: count / rowsAtOnce }, (_, part) => ({
    sql,
    values: Array.from({ length: rowsAtOnce }, (_, row) => rowOf(part * rowsAtOnce + row)).flat(),
  }));
  await driver.write(statements);
}

/** What every engine owes the account store. */
export function accountStoreContract(engine: StoreEngine): void {
  test(`USER1 ${engine.name}: of many that want a username at once one gets it; addresses likewise; other apps have their own`, async (t) => {
    const stores = await openStores(engine, t);
    const { accounts } = stores;
    const [first, second] = [await createApp(stores.apps), await createApp(stores.apps)];
    const wanted = { ...usual, app: first.key, username: 'alice', email: 'a@example.org' as string | null };
    const results = await Promise.all(Array.from({ length: 20 }, () => accounts.create(wanted)));
    assert.equal(results.filter((result) => typeof result === 'object').length, 1);
    assert.equal(results.filter((result) => result === 'username_taken').length, 19);
    assert.equal(await accounts.create({ ...wanted, username: 'bob' }), 'email_taken');
    const elsewhere = await accounts.create({ ...wanted, app: second.key });
    assert.ok(typeof elsewhere === 'object');
    const nameless = await Promise.all(['x1', 'x2'].map((username) => create(stores, first.key, username)));
    assert.deepEqual(
      nameless.map(({ email }) => email),
      [null, null],
    );
  });

  test(`USER1 USER8 ${engine.name}: a removed account is found by nothing, frees its address and keeps its username`, async (t) => {
    const stores = await openStores(engine, t);
    const { accounts } = stores;
    const app = (await createApp(stores.apps)).key;
    const input = { ...usual, app, username: 'alice', email: 'a@example.org', passwordHash: 'secret' };
    const alice = await accounts.create(input);
    assert.ok(typeof alice === 'object');
    await accounts.remove(alice.key, 5000);
    assert.equal(await accounts.byKey(alice.key), undefined);
    assert.equal(await accounts.byUsername(app, 'alice'), undefined);
    assert.equal(await accounts.byEmail(app, 'a@example.org'), undefined);
    assert.equal(await accounts.create({ ...input, email: null }), 'username_taken');
    assert.equal(typeof (await accounts.create({ ...input, username: 'alice2' })), 'object');
    const row = await stores.driver.readOne('select * from user where id = ?', [alice.key]);
    const { name, email, password_hash, search_text, avatar, last_seen } = row ?? {};
    assert.deepEqual(
      { name, email, password_hash, search_text, avatar, last_seen },
      { name: '', email: null, password_hash: null, search_text: '', avatar: null, last_seen: null },
    );
  });

  test(`SETUP4 ${engine.name}: of many who set a server up at once one becomes its owner`, async (t) => {
    const stores = await openStores(engine, t);
    const app = (await createApp(stores.apps)).key;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, each) =>
        stores.accounts.createFirstOwner({ ...usual, app, username: `owner${each}` }),
      ),
    );
    assert.equal(results.filter((result) => typeof result === 'object').length, 1);
    assert.equal(results.filter((result) => result === 'owner_exists').length, 19);
    assert.equal(await stores.accounts.hasOwner(app), true);
  });

  test(`USER11 ${engine.name}: names and keys are found for any number of people at once`, async (t) => {
    const stores = await openStores(engine, t);
    const { accounts } = stores;
    const app = (await createApp(stores.apps)).key;
    const people = await Promise.all(
      Array.from({ length: 120 }, (_, each) => create(stores, app, `user${each}`)),
    );
    const removed = people[7];
    assert.ok(removed);
    await accounts.remove(removed.key, 2000);
    const keys = people.map(({ key }) => key);
    const names = await accounts.usernamesOf([...keys, ...keys, 999_999]);
    assert.equal(names.size, 120);
    assert.equal(names.get(removed.key), null);
    assert.equal(names.get(people[119]?.key ?? 0), 'user119');
    const found = await accounts.keysOf(app, [...people.map(({ username }) => username), 'nobody']);
    assert.equal(found.size, 119);
    assert.equal(found.get('user0'), people[0]?.key);
    assert.equal(found.has('user7'), false);
    assert.equal((await accounts.peopleOf(keys)).size, 119);
    assert.equal((await accounts.usernamesOf([])).size, 0);
  });

  test(`USER4 ${engine.name}: a change touches only what it names`, async (t) => {
    const stores = await openStores(engine, t);
    const { accounts } = stores;
    const app = (await createApp(stores.apps)).key;
    const alice = await create(stores, app, 'alice');
    await create(stores, app, 'bob', { email: 'b@example.org' as never });
    await Promise.all([
      accounts.change(alice.key, { name: 'Alice' }),
      accounts.change(alice.key, { statusText: 'busy' }),
      accounts.change(alice.key, { email: 'a@example.org' }),
      accounts.change(alice.key, { presenceVisibility: 'nobody' }),
    ]);
    const changed = { ...alice, name: 'Alice', statusText: 'busy', email: 'a@example.org' };
    assert.deepEqual(await accounts.byKey(alice.key), { ...changed, presenceVisibility: 'nobody' });
    assert.equal(await accounts.change(alice.key, { name: 'B', email: 'b@example.org' }), 'email_taken');
    assert.equal((await accounts.byKey(alice.key))?.name, 'Alice');
    await accounts.change(alice.key, { statusText: '', email: null });
    assert.equal((await accounts.byKey(alice.key))?.email, null);
    assert.equal((await accounts.byKey(alice.key))?.statusText, '');
  });

  test(`USER7 ${engine.name}: q finds any part of the normalised name or username, in every alphabet`, async (t) => {
    const stores = await openStores(engine, t);
    const { accounts } = stores;
    const app = (await createApp(stores.apps)).key;
    const names = { ann: 'Ｗｉｄｅ Ann', bob: 'Straße  NORD', cyd: '日本 太郎', dan: '100%_real' };
    for (const [username, name] of Object.entries(names)) await create(stores, app, username, { name });
    const search = async (q: string) => {
      const page = await accounts.directory({ app, q, after: '', limit: 10 });
      return page.people.map(({ username }) => username);
    };
    assert.deepEqual(await search('wide a'), ['ann']);
    assert.deepEqual(await search('STRAßE nord'), ['bob']);
    assert.deepEqual(await search('本'), ['cyd']);
    assert.deepEqual(await search('%_'), ['dan']);
    assert.deepEqual(await search('n'), ['ann', 'bob', 'dan']);
    assert.deepEqual(await search('ann\nwide'), []);
    const bob = await accounts.byUsername(app, 'bob');
    await accounts.change(bob?.key ?? 0, { name: 'Robert' });
    assert.deepEqual(await search('nord'), []);
    assert.deepEqual(await search('robert'), ['bob']);
  });

  test(`USER12 ${engine.name}: a search looks at a bounded number of accounts a page, and its pages find everyone`, async (t) => {
    const stores = await openStores(engine, t);
    const app = (await createApp(stores.apps)).key;
    await fillDirectory(stores, app, 125_000);
    const found: string[] = [];
    let after: string | undefined = '';
    let pages = 0;
    for (; after !== undefined; pages++) {
      const page = await stores.accounts.directory({ app, q: 'needle', after, limit: 3 });
      assert.ok(page.people.length <= 3);
      found.push(...page.people.map(({ username }) => username));
      after = page.next;
    }
    assert.deepEqual(found, ['u024999', 'u049999', 'u074999', 'u099999', 'u124999']);
    const rare = await stores.accounts.directory({ app, q: 'nowhere', after: '', limit: 3 });
    assert.deepEqual(rare.people, []);
    assert.equal(rare.next, 'u099999');
    assert.ok(pages <= 4, `${pages} pages`);
  });
}
