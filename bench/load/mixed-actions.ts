import { Seeded } from '@parley/testkit/seeded.ts';
import type { Faults } from './faults.ts';
import { HttpClient } from './http-client.ts';
import type { LatencyHistogram } from './latency-histogram.ts';
import { MixedMember } from './mixed-member.ts';
import type { HttpRequest, MixedPlan } from './plans.ts';
import { RequestBytes } from './request-bytes.ts';
import { textOf } from './texts.ts';
import { until } from './until.ts';

const answerWithinMs = 10_000;
const api = '/api/v1';

export interface MixedRun {
  readonly plan: MixedPlan;
  readonly faults: Faults;
  readonly latency: LatencyHistogram;
  readonly done: Record<string, number>;
}

/** A pair of people in one chat who do what people do. One action at a time. */
export class MixedPair {
  readonly #run: MixedRun;
  readonly #chat: number;
  readonly #index: number;
  readonly #chance: Seeded;
  readonly members: readonly [MixedMember, MixedMember];
  #http: HttpClient | undefined;

  constructor(run: MixedRun, index: number) {
    const pair = run.plan.pairs[index];
    if (pair === undefined) throw new RangeError(`there is no pair ${index}`);
    const place = { url: run.plan.url, chat: pair.chat, from: pair.from };
    this.#run = run;
    this.#chat = pair.chat;
    this.#index = index;
    this.#chance = new Seeded(run.plan.seed + index);
    const member = (token: string) => new MixedMember({ ...place, token }, run.faults);
    this.members = [member(pair.sender), member(pair.receiver)];
  }

  async open(): Promise<void> {
    this.#http = await HttpClient.open(this.#run.plan.url);
    for (const member of this.members) await member.connect();
    await this.#say(this.members[0]);
  }

  /** Both are told everything, then both hold what the server holds. */
  async close(): Promise<void> {
    for (const member of this.members) {
      await member.sync();
      if (member.position < member.head) {
        this.#run.faults.add(`chat ${this.#chat}: one holds ${member.position} of ${member.head} entries`);
      }
      member.drop();
    }
    this.#http?.close();
  }

  /** Does one thing, chosen by chance. */
  async act(): Promise<void> {
    const member = this.#chance.pick(this.members);
    const name = this.#chance.oneIn(this.#run.plan.readsPerWrite + 1)
      ? this.#chance.pick(writes)
      : this.#chance.pick(reads);
    const began = performance.now();
    await this.#do[name](member);
    this.#run.latency.record(performance.now() - began);
    this.#run.done[name] = (this.#run.done[name] ?? 0) + 1;
  }

  readonly #do: Readonly<Record<ActionName, (member: MixedMember) => Promise<void>>> = {
    messages: (member) => this.#ask(member, { method: 'GET', path: `${this.#path}/messages`, status: 200 }),
    chat: (member) => this.#ask(member, { method: 'GET', path: this.#path, status: 200 }),
    chats: (member) => this.#ask(member, { method: 'GET', path: `${api}/chats`, status: 200 }),
    search: (member) =>
      this.#ask(member, { method: 'GET', path: `${this.#path}/messages/search?q=the`, status: 200 }),
    send: (member) => this.#say(member),
    edit: async () => {
      const body = { content: `edited ${textOf(this.#chance.below(1e6))}` };
      await this.#ask(this.members[0], {
        method: 'PUT',
        path: `${this.#path}/messages/1`,
        body,
        status: 200,
      });
    },
    react: async (member) => {
      const path = `${this.#path}/messages/1/reactions/${encodeURIComponent('👍')}`;
      await this.#ask(member, { method: 'PUT', path, status: 204 });
      await this.#ask(member, { method: 'DELETE', path, status: 204 });
    },
    read: async (member) => member.tell({ type: 'mark', chat: this.#chat, read: 1 }),
    typing: async (member) => member.tell({ type: 'typing', chat: this.#chat }),
    presence: async (member) => {
      member.tell({ type: 'presence', state: this.#chance.oneIn(2) ? 'away' : 'online' });
    },
    reconnect: async (member) => {
      member.drop();
      await member.connect();
    },
  };

  get #path(): string {
    return `${api}/chats/${this.#chat}`;
  }

  async #say(member: MixedMember): Promise<void> {
    const number = member.sent + 1;
    const clientId = `${this.#run.plan.seed}.${this.#index}.${this.members.indexOf(member)}.${number}`;
    member.say(textOf(this.#chance.below(1e6)), clientId);
    const isAnswered = await until(() => member.acknowledged === member.sent, answerWithinMs);
    if (!isAnswered) this.#run.faults.add('a message was not acknowledged');
  }

  async #ask(member: MixedMember, request: HttpRequest): Promise<void> {
    const { host } = new URL(this.#run.plan.url);
    const bytes = new RequestBytes({ ...request, token: member.token }, host).numbered(0);
    const answer = await this.#http?.ask(bytes);
    if (answer?.status !== request.status)
      this.#run.faults.add(`${request.path}: ${answer?.status} ${answer?.body}`);
  }
}

const reads = ['messages', 'messages', 'messages', 'chat', 'chats', 'search'] as const;
const writes = ['send', 'send', 'send', 'edit', 'react', 'read', 'typing', 'presence', 'reconnect'] as const;
type ActionName = (typeof reads)[number] | (typeof writes)[number];
