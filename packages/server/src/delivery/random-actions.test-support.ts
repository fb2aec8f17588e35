import assert from 'node:assert/strict';
import type { OperationId } from '@parley/protocol/operation-table.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import type { Caller, Handler } from '../features/handler.ts';
import { handlersOf } from '../features/handlers.ts';
import { Refusal } from '../features/refusal.ts';

/** Six friends who do anything at all in one group, as the transport would let them. */
export class RandomActions implements AsyncDisposable {
  readonly server: TestServer;
  readonly people: Caller[] = [];
  readonly refusals = new Map<string, number>();
  done = 0;
  group = 0;
  readonly #chance: Seeded;
  readonly #handlers: ReturnType<typeof handlersOf>;
  readonly #authors = new Map<number, Caller>();
  #posted = 0;

  constructor(server: TestServer, chance: Seeded) {
    this.server = server;
    this.#chance = chance;
    this.#handlers = handlersOf(server.node);
  }

  static async begin(chance: Seeded): Promise<RandomActions> {
    const actions = new RandomActions(await startServer({ alone: true }), chance);
    await actions.#gather();
    return actions;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.server.close();
  }

  /** The answer, or what was refused. */
  async ask(id: OperationId, caller: Caller, request: { params?: object; query?: object; body?: object }) {
    const handle = this.#handlers[id] as Handler<OperationId>;
    const asked = { params: {}, query: {}, body: {}, device: 'Test', mediaType: '', caller, ...request };
    return handle(asked as never);
  }

  /** One random action of a random person; many are refused, as they should be. */
  async act(): Promise<void> {
    const chance = this.#chance;
    const [id, request] = chance.pick([this.#say, this.#say, this.#say, this.#change, this.#membership])(
      chance,
    );
    const author = this.#authors.get((request as { params: { number: number } }).params.number);
    const isOwn = author !== undefined && (id === 'editMessage' || id === 'deleteMessage');
    const caller = isOwn && !chance.oneIn(3) ? author : chance.pick(this.people);
    const outcome = await this.ask(id, caller, request);
    if (outcome instanceof Refusal) {
      this.refusals.set(outcome.error.code, 1 + (this.refusals.get(outcome.error.code) ?? 0));
      assert.notEqual(outcome.error.code, 'internal', id);
      return;
    }
    this.done += 1;
    if (id === 'postMessage')
      this.#authors.set((outcome.answer as unknown as { number: number }).number, caller);
  }

  readonly #say = (chance: Seeded): [OperationId, object] => {
    const number = this.#someNumber();
    const about = { params: { chat: this.group, number } };
    const reaction = { params: { chat: this.group, number, emoji: chance.pick(['👍', '🎉', '❤️']) } };
    this.#posted += 1;
    const reply = chance.oneIn(4) ? { reply_to: number } : {};
    const mentions = chance.oneIn(5) ? { mentions: [chance.pick(this.people).username] } : {};
    return chance.pick<[OperationId, object]>([
      [
        'postMessage',
        { params: { number: this.group }, body: { content: `text ${this.#posted}`, ...reply, ...mentions } },
      ],
      ['postMessage', { params: { number: this.group }, body: { content: `more ${this.#posted}` } }],
      ['editMessage', { ...about, body: { content: `edited ${this.#posted}` } }],
      ['deleteMessage', about],
      ['addReaction', reaction],
      ['removeReaction', reaction],
      ['setMarks', { params: { number: this.group }, body: { read: number, delivered: number } }],
    ]);
  };

  readonly #change = (chance: Seeded): [OperationId, object] => {
    const pin = { params: { chat: this.group, number: this.#someNumber() } };
    const params = { number: this.group };
    const role = chance.pick(['owner', 'admin', 'member']);
    return chance.pick<[OperationId, object]>([
      ['changeChat', { params, body: { name: `name ${chance.below(99)}` } }],
      ['pinMessage', pin],
      ['unpinMessage', pin],
      ['changeRole', { params: { ...params, username: chance.pick(this.people).username }, body: { role } }],
    ]);
  };

  readonly #membership = (chance: Seeded): [OperationId, object] => {
    const params = { number: this.group };
    const { username } = chance.pick(this.people);
    // The first stays: of a group that everybody left nothing more would come.
    const leaver = chance.pick(this.people.slice(1));
    return chance.pick<[OperationId, object]>([
      ['invite', { params, body: { usernames: [username] } }],
      ['invite', { params, body: { usernames: [username, chance.pick(this.people).username] } }],
      ['answerInvitation', { params, body: { status: 'accepted' } }],
      ['answerInvitation', { params, body: { status: 'accepted' } }],
      ['answerInvitation', { params, body: { status: chance.pick(['accepted', 'declined']) } }],
      ['removeMember', { params: { ...params, username: leaver.username } }],
    ]);
  };

  /** A message there is, or the one that comes next. */
  #someNumber(): number {
    return 1 + this.#chance.below(this.#authors.size + 1);
  }

  async #gather(): Promise<void> {
    const { store, ownApp: app } = this.server.node;
    for (const username of ['alice', 'bob', 'carol', 'dave', 'erin', 'frank']) {
      const made = { app, username, name: username, email: null, passwordHash: null, createdAt: 0 };
      const account = await store.accounts.create(made);
      assert.ok(typeof account === 'object');
      this.people.push({ user: account.key, app, username, sessionHandle: username });
    }
    for (const one of this.people) {
      for (const other of this.people) {
        if (one !== other) await this.ask('sendFriendRequest', one, { body: { to: other.username } });
      }
    }
    const [alice] = this.people as [Caller];
    const body = { kind: 'group', name: 'Group', members: ['bob', 'carol'] };
    const made = await this.ask('createChat', alice, { body });
    assert.ok(!(made instanceof Refusal));
    this.group = (made.answer as unknown as { number: number }).number;
  }
}
