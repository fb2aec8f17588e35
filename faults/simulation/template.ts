import { readFileSync } from 'node:fs';
import type { ChatNumber } from '@parley/protocol/scalars.ts';
import { hashSecret } from '@parley/server/features/sessions/session-token.ts';
import { openWritable } from '@parley/server/sqlite/connection.ts';
import { answerCall } from './answer-call.ts';
import { newFile } from './memory-folder.ts';
import type { Person } from './simulated-device.ts';
import { openNode, type SimulatedNode } from './simulated-node.ts';
import { Timeline } from './timeline.ts';
import { writeAtOnce } from './write-at-once.ts';

/** Where every run begins: people who are friends, a private chat and a group. */
export interface Template {
  /** The database file. */
  readonly bytes: Uint8Array;
  readonly app: number;
  readonly people: readonly Person[];
  readonly chats: readonly number[];
}

export const firstEpoch = 'the-first-epoch';
const usernames = ['alice', 'bob', 'carol'] as const;
const farFuture = Date.UTC(2100, 0, 1);

let made: Promise<Template> | undefined;

/** Made once; the same bytes for every run of this process, but for nothing that a run could see. */
export function template(): Promise<Template> {
  made ??= makeTemplate();
  return made;
}

async function makeTemplate(): Promise<Template> {
  using file = newFile();
  const timeline = new Timeline(() => 0.5);
  const node = openNode({ timeline, path: file.path, openWriter: writeAtOnce, seams: {} });
  const app = await node.node.store.apps.create({
    token: 'app',
    name: 'Parley',
    secretHash: new Uint8Array(32),
    createdAt: 0,
  });
  const people: Person[] = [];
  for (const username of usernames) people.push(await join(node, app.id, username));
  await befriendAll(node, people);
  const chats = await makeChats(node, people);
  node.crash();
  await node.bury();
  const connection = openWritable(file.path);
  connection.prepare("update meta set value = ? where key = 'epoch'").run(firstEpoch);
  connection.exec('pragma wal_checkpoint(truncate)');
  connection.close();
  return { bytes: readFileSync(file.path), app: app.id, people, chats };
}

async function join(node: SimulatedNode, app: number, username: string): Promise<Person> {
  const { accounts, sessions } = node.node.store;
  const passwordHash = 'nobody signs in with a password here';
  const made = { app, username, name: username, email: null, passwordHash, createdAt: 0 };
  const account = await accounts.create(made);
  if (typeof account === 'string') throw new Error(account);
  const token = username.padEnd(43, '_');
  const session = {
    hash: hashSecret(token),
    handle: username,
    user: account.key,
    passwordHash,
    device: 'simulation',
  };
  await sessions.start({ ...session, createdAt: 0, expiresAt: farFuture });
  return { username, token, account: (await ask(node, token, 'GET /users/me')) as object };
}

async function befriendAll(node: SimulatedNode, people: readonly Person[]): Promise<void> {
  for (const [index, one] of people.entries()) {
    for (const other of people.slice(index + 1)) {
      await ask(node, one.token, 'POST /friend-requests', { to: other.username });
      await ask(node, other.token, `PATCH /friend-requests/${one.username}`, { status: 'accepted' });
    }
  }
}

async function makeChats(node: SimulatedNode, people: readonly Person[]): Promise<readonly number[]> {
  const [first, ...others] = people;
  const token = first?.token ?? '';
  const members = others.map(({ username }) => username);
  const personal = (await ask(node, token, 'POST /chats', { kind: 'private', with: members[0] })) as Numbered;
  const group = (await ask(node, token, 'POST /chats', { kind: 'group', name: 'all', members })) as Numbered;
  for (const other of others) {
    await ask(node, other.token, `PATCH /invitations/${group.number}`, { status: 'accepted' });
  }
  return [personal.number, group.number];
}

interface Numbered {
  readonly number: ChatNumber;
}

async function ask(node: SimulatedNode, token: string, what: string, body?: object): Promise<unknown> {
  const [method = '', path = ''] = what.split(' ');
  const url = new URL(`http://parley.invalid/api/v1${path}`);
  const { status, body: answer } = await answerCall(node, {
    method,
    url,
    token,
    body: body && JSON.stringify(body),
  });
  if (status >= 400) throw new Error(`${what}: ${answer}`);
  return answer === undefined ? undefined : JSON.parse(answer);
}
