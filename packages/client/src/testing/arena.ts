import { startServer } from '@parley/testkit/server.ts';
import { createApi } from '../api/api.ts';
import type { Person } from './device.ts';

/** A real server with people who are all friends of each other. */
export interface Arena extends AsyncDisposable {
  readonly url: string;
  readonly people: readonly Person[];
  /** How many connections the server has of somebody. */
  connectionsOf(username: string): number;
}

export const castOfFour = ['alice', 'bob', 'carol', 'dave'] as const;

export async function openArena(usernames: readonly string[]): Promise<Arena> {
  const server = await startServer();
  const people: Person[] = [];
  for (const username of usernames) {
    const body = { username, password: `${username} has a password` };
    const { user, session } = await as(server.url, undefined).call('register', { body });
    people.push({ account: user, token: session.token });
  }
  for (const [index, one] of people.entries()) {
    for (const other of people.slice(index + 1)) await befriend(server.url, one, other);
  }
  const { url, connectionsOf } = server;
  return { url, people, connectionsOf, [Symbol.asyncDispose]: () => server.close() };
}

/** Calls in somebody's name, without a client. */
export function as(baseUrl: string, person: Person | undefined) {
  return createApi({ baseUrl, token: () => person?.token, fetch });
}

async function befriend(url: string, one: Person, other: Person): Promise<void> {
  await as(url, one).call('sendFriendRequest', { body: { to: other.account.username } });
  await as(url, other).call('answerFriendRequest', {
    params: { username: one.account.username },
    body: { status: 'accepted' },
  });
}
