import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { stderr } from 'node:process';
import { compose } from '@parley/server/compose.ts';
import { parseConfig } from '@parley/server/config/parse-config.ts';
import { createInLog } from '@parley/server/features/chats/creation.ts';
import type { Node } from '@parley/server/features/node.ts';
import { Refusal } from '@parley/server/features/refusal.ts';
import { hashSecret, newSessionToken } from '@parley/server/features/sessions/session-token.ts';
import type { CreationData } from '@parley/server/log/entry-data.ts';
import { entryKind } from '@parley/server/log/entry-kind.ts';
import { chatLog } from '@parley/server/log/log-key.ts';
import { createLogger, streamSettings } from '@parley/server/telemetry/pino-logger.ts';
import type { Pair } from './plans.ts';
import { eachAtOnce } from './until.ts';

export interface SeededPerson {
  readonly key: number;
  readonly username: string;
  /** Of an open session. */
  readonly token: string;
}

const atOnce = 200;
const joinsAtOnce = 1000;
const yearMs = 365 * 86_400_000;

/**
 * Fills a data folder before a server starts on it: through the store and the log, as features do, but without
 * passwords to hash and requests to answer.
 */
export class Seed implements AsyncDisposable {
  readonly node: Node;
  readonly #close: () => PromiseLike<void>;

  private constructor(node: Node, close: () => PromiseLike<void>) {
    this.node = node;
    this.#close = close;
  }

  /** `settings` make it a node of a cluster. */
  static async open(data: string, settings: Readonly<Record<string, string>> = {}): Promise<Seed> {
    mkdirSync(data, { recursive: true });
    const environment = { ...settings, PARLEY_DATA: data };
    const parsed = parseConfig({ environment, readFile: () => '', isTerminal: false });
    if (!parsed.ok) throw new Error(`seeding is configured wrongly: ${JSON.stringify(parsed.problems)}`);
    const logger = createLogger(streamSettings(stderr, 'error', 'pretty'));
    const composed = await compose({ config: parsed.config, logger });
    return new Seed(composed.node, () => composed[Symbol.asyncDispose]());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.#close());
  }

  /** Token of the app that people belong to. */
  async appToken(): Promise<string> {
    const app = await this.node.store.apps.byId(this.node.ownApp);
    if (app === undefined) throw new Error('the instance has no app of its own');
    return app.token;
  }

  /** People with a session each. */
  async people(count: number): Promise<SeededPerson[]> {
    const people: SeededPerson[] = [];
    await eachAtOnce(Array.from({ length: count }), atOnce, async (_, index) => {
      people[index] = await this.#person(`${randomBytes(3).toString('hex')}-${index}`);
    });
    return people;
  }

  /** Two friends and their chat. */
  async pair(sender: SeededPerson, receiver: SeededPerson): Promise<Pair> {
    const { requests } = this.node.store.friends;
    const now = this.node.clock.now();
    await requests.send({ sender: sender.key, recipient: receiver.key }, now);
    await requests.accept({ sender: sender.key, recipient: receiver.key }, now);
    const members = [sender.key, receiver.key].sort((one, other) => one - other);
    const chat = await this.chat({ kind: 'private', members, invited: [] });
    return { chat, sender: sender.token, receiver: receiver.token, from: 0 };
  }

  async pairs(count: number): Promise<Pair[]> {
    const people = await this.people(2 * count);
    const pairs: Pair[] = [];
    await eachAtOnce(Array.from({ length: count }), atOnce, async (_, index) => {
      pairs[index] = await this.pair(
        people[2 * index] as SeededPerson,
        people[2 * index + 1] as SeededPerson,
      );
    });
    return pairs;
  }

  /** A group that the others have joined; answers its number and newest position. */
  async group(
    owner: SeededPerson,
    others: readonly SeededPerson[],
  ): Promise<{ chat: number; position: number }> {
    const chat = await this.chat({ kind: 'group', members: [owner.key], invited: [] }, owner.key);
    await this.node.usernames.load([owner.key, ...others.map(({ key }) => key)]);
    const state = await this.node.chats.find(this.node.ownApp, chat);
    if (state === undefined) throw new Error('a group is gone right after it was made');
    for (let at = 0; at < others.length; at += joinsAtOnce) {
      const drafts = others.slice(at, at + joinsAtOnce).map(({ key }) => ({
        ...{ kind: entryKind.member_joined, at: this.node.clock.now(), author: key },
        data: JSON.stringify({ user: key }),
      }));
      await this.node.accept.inChat(state, () => drafts);
    }
    return { chat, position: state.head.position };
  }

  async chat(creation: CreationData, creator?: number): Promise<number> {
    const name = creation.kind === 'private' ? undefined : 'Bench';
    const entry = await createInLog(this.node, this.node.ownApp, {
      creation,
      name,
      ...(creator !== undefined && { creator }),
    });
    if (entry instanceof Refusal) throw new Error(`a chat was refused: ${entry.error.message}`);
    return entry.number;
  }

  logOf(chat: number) {
    return chatLog(this.node.ownApp, chat);
  }

  async #person(username: string): Promise<SeededPerson> {
    const { store, ownApp, clock } = this.node;
    const now = clock.now();
    const passwordHash = 'none that a password has';
    const account = { app: ownApp, username, name: username, email: null, passwordHash, createdAt: now };
    const created = await store.accounts.create(account);
    if (typeof created === 'string') throw new Error(`${username}: ${created}`);
    const token = newSessionToken();
    const session = {
      hash: hashSecret(token),
      handle: randomBytes(12).toString('base64url'),
      user: created.key,
    };
    await store.sessions.start({
      ...session,
      passwordHash,
      device: 'bench',
      createdAt: now,
      expiresAt: now + yearMs,
    });
    return { key: created.key, username, token };
  }
}
