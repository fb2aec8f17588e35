import assert from 'node:assert/strict';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { type ServerProcess, startProcess } from '@parley/testkit/server-process.ts';
import {
  post,
  type Sent,
  type Writing,
  writeOverHttp,
  writeOverSocket,
} from './kill-writers.test-support.ts';

interface WireEntry {
  readonly position: number;
  readonly entry: {
    readonly kind: string;
    readonly number?: number;
    readonly client_id?: string;
    readonly content?: string;
  };
}

interface Cast {
  readonly app: string;
  readonly openChats: readonly string[];
  readonly alice: string;
  readonly bob: string;
  readonly group: number;
}

/** A server that is killed under load again and again, and what its writers were promised. */
export class KillRounds {
  readonly #data: string;
  readonly #chance: Seeded;
  #cast: Cast | undefined;
  #sent: Sent[] = [];
  #named = 0;

  constructor(data: string, chance: Seeded) {
    this.#data = data;
    this.#chance = chance;
  }

  /** Starts the server, checks what it was left with, writes until it is killed. Answers how many were acknowledged. */
  async round(): Promise<number> {
    await using server = await startProcess(this.#data);
    this.#cast ??= await castOn(server.url);
    await this.#repeatDoubtful(server.url);
    await this.#check(server.url);
    const before = this.#acknowledged();
    await this.#writeAndKill(server, before + 20 + this.#chance.below(300));
    return this.#acknowledged() - before;
  }

  /** Starts the server once more to check what the last round left, and stops it. */
  async finish(): Promise<void> {
    await using server = await startProcess(this.#data);
    await this.#repeatDoubtful(server.url);
    await this.#check(server.url);
    assert.equal(await server.stop(), 0);
  }

  #acknowledged(): number {
    return this.#sent.filter(({ number }) => number !== undefined).length;
  }

  async #writeAndKill(server: ServerProcess, until: number): Promise<void> {
    const cast = this.#cast as Cast;
    let acknowledged = this.#acknowledged();
    const enough = Promise.withResolvers<void>();
    const writing = (more: Pick<Sent, 'chat' | 'sender'>): Writing => ({
      next: () => this.#newMessage(more),
      acknowledged: (sent, number) => {
        sent.number = number;
        acknowledged += 1;
        if (acknowledged >= until) enough.resolve();
      },
    });
    const api = new ApiCaller(server.url);
    const writers = cast.openChats.flatMap((chat) =>
      ['phone', 'desk'].map((sender) => writeOverHttp(api, writing({ chat, sender }))),
    );
    for (const session of [cast.alice, cast.bob]) {
      const common = { url: server.url, session, chat: cast.group, window: 5 };
      const sender = session === cast.alice ? 'alice' : 'bob';
      writers.push(writeOverSocket({ ...common, ...writing({ chat: `/chats/${cast.group}`, sender }) }));
    }
    await enough.promise;
    await server.kill();
    await Promise.all(writers);
  }

  #newMessage({ chat, sender }: Pick<Sent, 'chat' | 'sender'>): Sent {
    const clientId = `m${++this.#named}`;
    const sent: Sent = {
      chat,
      content: `text of ${clientId}`,
      clientId,
      ...(sender !== undefined && { sender }),
    };
    this.#sent.push(sent);
    return sent;
  }

  /** What was on its way when the server died is sent again, and something of what was acknowledged too. */
  async #repeatDoubtful(url: string): Promise<void> {
    const { alice, bob } = this.#cast as Cast;
    for (const sent of this.#sent) {
      if (sent.number !== undefined && !this.#chance.oneIn(20)) continue;
      const inGroup = sent.chat.startsWith('/chats');
      const session = sent.sender === 'alice' ? alice : bob;
      const { sender, ...unnamed } = sent;
      const number = await post(new ApiCaller(url, inGroup ? session : undefined), inGroup ? unnamed : sent);
      assert.equal(number, sent.number ?? number, `${sent.clientId} has another number than it was told`);
      sent.number = number;
    }
  }

  /** Every promise is kept: once, under its number, and no number is missing. */
  async #check(url: string): Promise<void> {
    const { openChats, alice, bob, group } = this.#cast as Cast;
    for (const chat of openChats) await this.#checkChat(new ApiCaller(url), chat);
    const entries = await this.#checkChat(new ApiCaller(url, alice), `/chats/${group}`);
    for (const session of [alice, bob]) await checkUnread(new ApiCaller(url, session), group, entries);
  }

  async #checkChat(api: ApiCaller, chat: string): Promise<WireEntry[]> {
    const entries = await api.all<WireEntry>(`${chat}/entries`, 500);
    assert.deepEqual(
      entries.map(({ position }) => position),
      entries.map((_, index) => index + 1),
    );
    const messages = entries.filter(({ entry }) => entry.kind === 'message').map(({ entry }) => entry);
    assert.deepEqual(
      messages.map(({ number }) => number),
      messages.map((_, index) => index + 1),
    );
    const stored = messages.map(({ number, client_id, content }) => `${number} ${client_id} ${content}`);
    const told = this.#sent.filter((sent) => sent.chat === chat);
    const wanted = told.map(({ number, clientId, content }) => `${number} ${clientId} ${content}`);
    assert.deepEqual(stored.toSorted(), wanted.toSorted());
    return entries;
  }
}

/** Unread is what counting anew gives, and nobody's own messages are in it. */
async function checkUnread(api: ApiCaller, group: number, entries: readonly WireEntry[]): Promise<void> {
  interface View {
    readonly unread: number;
    readonly marks: { readonly read: number };
  }
  const me = (await api.call<{ username: string }>('GET', '/users/me')).username;
  const { unread, marks } = await api.call<View>('GET', `/chats/${group}`);
  const messages = entries.map(({ entry }) => entry).filter(({ kind }) => kind === 'message');
  const above = messages.filter(({ number = 0 }) => number > marks.read);
  assert.equal(unread, above.length);
  assert.ok(
    above.every((entry) => !('sender' in entry) || entry.sender !== me),
    'own messages are unread',
  );
}

/** An app with open chats, and two friends in a group. */
async function castOn(url: string): Promise<Cast> {
  const api = new ApiCaller(url);
  const { token } = await api.call<{ token: string }>('POST', '/apps', { name: 'Kill' });
  const openChats: string[] = [];
  for (let each = 0; each < 3; each++) {
    const { number } = await api.call<{ number: number }>('POST', `/apps/${token}/chats`, {});
    openChats.push(`/apps/${token}/chats/${number}`);
  }
  const [alice, bob] = await Promise.all(
    ['alice', 'bob'].map(async (username) => {
      const made = { username, password: `password of ${username}` };
      return (await api.call<{ session: { token: string } }>('POST', '/users', made)).session.token;
    }),
  );
  const asAlice = new ApiCaller(url, alice);
  const asBob = new ApiCaller(url, bob);
  await asAlice.call('POST', '/friend-requests', { to: 'bob' });
  await asBob.call('POST', '/friend-requests', { to: 'alice' });
  const input = { kind: 'group', name: 'Kill', members: ['bob'] };
  const { number: group } = await asAlice.call<{ number: number }>('POST', '/chats', input);
  await asBob.call('PATCH', `/invitations/${group}`, { status: 'accepted' });
  return { app: token, openChats, alice: alice ?? '', bob: bob ?? '', group };
}
