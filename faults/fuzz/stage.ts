import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContractClient } from '@parley/testkit/contract-client.ts';
import { type ServerProcess, startProcess } from '@parley/testkit/server-process.ts';
import { ChangeJournal } from './change-journal.ts';

/** Who asks: people of a group, somebody who knows nobody, one who comes and goes, the app's token, nobody. */
export const personas = ['owner', 'member', 'stranger', 'guest', 'holder', 'anonymous'] as const;
export type FuzzPersona = (typeof personas)[number];

export const stagePassword = 'correct horse battery';

/** A real server in a process of its own, with people whose requests are about the same few things. */
export class Stage implements AsyncDisposable {
  readonly url: string;
  readonly journal: ChangeJournal;
  /** What the server said that it should not have to say. */
  readonly complaints: string[] = [];
  app = '';
  openChat = 1;
  group = 1;
  readonly #server: ServerProcess;
  readonly #data: string;
  readonly #http: ContractClient;
  readonly #tokens = new Map<string, string>();
  #guests = 0;

  private constructor(server: ServerProcess, data: string, complaints: string[]) {
    this.#server = server;
    this.#data = data;
    this.url = server.url;
    this.complaints = complaints;
    this.#http = new ContractClient(server.url);
    this.journal = new ChangeJournal(data);
  }

  static async open(): Promise<Stage> {
    const data = await mkdtemp(join(tmpdir(), 'parley-fuzz-'));
    const complaints: string[] = [];
    const environment = { PARLEY_SETUP: 'off' };
    const server = await startProcess(data, environment, (line) => {
      if (/"level":"(warn|error)"|^(?!\{)/.test(line)) complaints.push(line);
    });
    const stage = new Stage(server, data, complaints);
    await stage.#furnish();
    return stage;
  }

  /** A session's token, or the app's, or nothing. */
  tokenOf(persona: FuzzPersona | 'witness'): string | undefined {
    return persona === 'holder' ? this.app : this.#tokens.get(persona);
  }

  usernameOf(persona: FuzzPersona): string {
    return persona === 'guest' ? `guest${this.#guests}` : persona;
  }

  /** A new group and a guest who is there, whatever became of the last ones. */
  async refresh(): Promise<void> {
    await this.#greetGuest();
    for (const person of ['member', 'witness']) await this.#befriend('owner', person);
    const body = { kind: 'group', name: 'Fuzz', members: ['member', 'witness'] };
    const { number } = await this.#http.ok('createChat', { body }, this.#shown('owner'));
    const accepted = { params: { number }, body: { status: 'accepted' } };
    for (const person of ['member', 'witness'])
      await this.#http.ok('answerInvitation', accepted, this.#shown(person));
    this.group = number;
    for (const person of ['owner', 'member']) await this.say(person);
  }

  async say(person: string): Promise<void> {
    const asked = { params: { number: this.group }, body: { content: 'Hello' } };
    await this.#http.ok('postMessage', asked, this.#shown(person));
  }

  /** Bytes of memory that the process has, and that it is alive. */
  async memory(): Promise<number> {
    const metrics = await (await fetch(`${this.url}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.journal[Symbol.dispose]();
    await this.#server[Symbol.asyncDispose]();
    await rm(this.#data, { recursive: true, force: true });
  }

  async #furnish(): Promise<void> {
    const { token } = await this.#http.ok('createApp', { body: { name: 'Fuzz' } });
    this.app = token;
    const chat = await this.#http.ok('createOpenChat', { params: { token }, body: { name: 'Open' } });
    this.openChat = chat.number;
    const params = { token, number: chat.number };
    for (const content of ['One', 'Two'])
      await this.#http.ok('postOpenMessage', { params, body: { content, sender: 'Shop' } });
    for (const person of ['owner', 'member', 'stranger', 'witness']) await this.#join(person, person);
    await this.refresh();
  }

  async #join(person: string, username: string): Promise<void> {
    const body = { username, password: stagePassword, app: this.app };
    const { session } = await this.#http.ok('register', { body });
    this.#tokens.set(person, session.token ?? '');
  }

  async #greetGuest(): Promise<void> {
    const isHere =
      this.#guests > 0 && (await this.#http.call('getAccount', {}, this.#shown('guest'))).error === undefined;
    if (isHere) return;
    this.#guests += 1;
    await this.#join('guest', `guest${this.#guests}`);
  }

  async #befriend(one: string, other: string): Promise<void> {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      await this.#http.call('unblock', { params: { username: to } }, this.#shown(from));
      await this.#http.call('withdrawFriendRequest', { params: { username: to } }, this.#shown(from));
    }
    await this.#http.call('sendFriendRequest', { body: { to: other } }, this.#shown(one));
    await this.#http.call('sendFriendRequest', { body: { to: one } }, this.#shown(other));
  }

  #shown(person: string) {
    return { token: this.#tokens.get(person) ?? '' };
  }
}
