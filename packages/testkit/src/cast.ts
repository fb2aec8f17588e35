import { type Answer, type Asked, ContractClient, type Shown } from './contract-client.ts';
import { FrameClient } from './frame-client.ts';
import { type StartOptions, startServer, type TestServer } from './server.ts';

/** People with an account. */
export const people = ['owner', 'admin', 'member', 'invitee', 'friend', 'stranger', 'blocked'] as const;
export type Person = (typeof people)[number];

/** Everybody who may ask for something: people, whoever holds an app's token, and nobody in particular. */
export const persons = [...people, 'holder', 'anonymous'] as const;
export type Persona = (typeof persons)[number];

/** Open to whoever tests: it is nobody's but theirs. */
export const castPassword = 'correct horse battery';

/** The smallest picture there is: one transparent pixel. */
export const pixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const acquaintances = ['admin', 'member', 'invitee', 'friend'] as const;

/**
 * A real server with people who stand to each other as their names say: `owner` owns the group that `admin` and
 * `member` are in and `invitee` is invited to; `friend` is a friend of the owner and in no group, and has a private
 * chat with them; `stranger` knows nobody; `blocked` is blocked by the owner, with whom they once had a private chat.
 * `holder` holds the token of the app that all of them belong to, which has an open chat of three messages. Every
 * call goes over HTTP and is held against the contract.
 */
export class Cast implements AsyncDisposable {
  readonly server: TestServer;
  readonly http: ContractClient;
  /** The app whose token the holder has, and its open chat. */
  readonly app: { readonly token: string; readonly chat: number };
  readonly #tokens = new Map<Person, string>();

  constructor(server: TestServer, http: ContractClient, app: { token: string; chat: number }) {
    this.server = server;
    this.http = http;
    this.app = app;
  }

  static async start(options: StartOptions = {}): Promise<Cast> {
    const server = await startServer(options);
    const http = new ContractClient(server.url);
    const { token } = await http.ok('createApp', { body: { name: 'Devices' } });
    const { number } = await http.ok('createOpenChat', { params: { token }, body: { name: 'Order 1042' } });
    const cast = new Cast(server, http, { token, chat: number });
    for (const content of ['Where is my parcel?', 'On its way.', 'Thank you!'])
      await http.ok('postOpenMessage', { params: { token, number }, body: { content, sender: 'Web shop' } });
    await Promise.all(people.map((person) => cast.join(person)));
    return cast;
  }

  /** What somebody shows with a session's operation: the holder has nothing but the app's token. */
  shown(who: Persona): Shown {
    if (who === 'anonymous') return {};
    return { token: who === 'holder' ? this.app.token : this.token(who) };
  }

  token(person: Person): string {
    const token = this.#tokens.get(person);
    if (token === undefined) throw new Error(`${person} is not signed in`);
    return token;
  }

  /** Calls an operation as somebody; whatever is answered is what the contract describes. */
  call<Id extends Parameters<ContractClient['call']>[0]>(id: Id, asked: Asked, as: Persona) {
    return this.http.call(id, asked, this.shown(as));
  }

  /** The answer of a call that must succeed. */
  ok<Id extends Parameters<ContractClient['call']>[0]>(
    id: Id,
    asked: Asked,
    as: Persona,
  ): Promise<Answer<Id>> {
    return this.http.ok(id, asked, this.shown(as));
  }

  /** The code of a call that must be refused. */
  async refused(id: Parameters<ContractClient['call']>[0], asked: Asked, as: Persona): Promise<string> {
    return (await this.http.refused(id, asked, this.shown(as))).code;
  }

  /** Opens a socket as somebody. */
  socket(person: Person): Promise<FrameClient> {
    return FrameClient.open(this.server.url, { token: this.token(person) });
  }

  async join(person: Person): Promise<void> {
    const body = {
      username: person,
      password: castPassword,
      email: `${person}@example.org`,
      app: this.app.token,
    };
    const { session } = await this.http.ok('register', { body });
    this.#remember(person, session.token);
  }

  /** Gives somebody a session anew. */
  async signIn(person: Person): Promise<void> {
    const body = { username: person, password: castPassword, app: this.app.token };
    this.#remember(person, (await this.http.ok('signIn', { body })).session.token);
  }

  /** Makes people stand to each other as their names say, whatever they were before. */
  async acquaint(): Promise<void> {
    await this.call('unblock', { params: { username: 'blocked' } }, 'owner');
    for (const person of people) {
      await this.call('unblock', { params: { username: 'owner' } }, person);
      await this.call('withdrawFriendRequest', { params: { username: 'owner' } }, person);
    }
    for (const person of [...acquaintances, 'blocked'] as const) await this.befriend('owner', person);
    for (const person of ['admin', 'member'] as const) await this.befriend(person, 'friend');
    await this.ok('createChat', { body: { kind: 'private', with: 'blocked' } }, 'owner');
    await this.call('removeFriend', { params: { username: 'stranger' } }, 'owner');
    await this.ok('block', { params: { username: 'blocked' } }, 'owner');
  }

  /** Makes friends of two people: whoever asks somebody who has asked them is friends with them at once. */
  async befriend(one: Person, other: Person): Promise<void> {
    await this.call('sendFriendRequest', { body: { to: other } }, one);
    await this.call('sendFriendRequest', { body: { to: one } }, other);
  }

  /** A new group with its roles and an invitation, and three messages: of the owner, the admin and the member. */
  async group(name = 'Climbing'): Promise<number> {
    const body = { kind: 'group', name, members: ['admin', 'member', 'invitee'] };
    const { number } = await this.ok('createChat', { body }, 'owner');
    const accepted = { params: { number }, body: { status: 'accepted' } };
    for (const person of ['admin', 'member'] as const) await this.ok('answerInvitation', accepted, person);
    await this.ok('changeRole', { params: { number, username: 'admin' }, body: { role: 'admin' } }, 'owner');
    for (const person of ['owner', 'admin', 'member'] as const)
      await this.say(number, `A word of the ${person}.`, person);
    return number;
  }

  /** The private chat of two friends. */
  async privateChat(one: Person, other: Person): Promise<number> {
    return (await this.ok('createChat', { body: { kind: 'private', with: other } }, one)).number;
  }

  async say(number: number, content: string, as: Person): Promise<Answer<'postMessage'>> {
    return this.ok('postMessage', { params: { number }, body: { content } }, as);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.close();
  }

  #remember(person: Person, token: string | undefined): void {
    if (token === undefined) throw new Error(`${person} was given no token`);
    this.#tokens.set(person, token);
  }
}
