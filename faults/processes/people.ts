import type { Account } from '@parley/protocol/user.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';

export interface Person {
  readonly account: Account;
  readonly token: string;
}

export type Name = (typeof names)[number];

/** Who uses the server that is hurt: friends in a group, and devices of an app with open chats. */
export interface People {
  readonly persons: Readonly<Record<Name, Person>>;
  readonly group: number;
  /** Paths of the app's chats. */
  readonly openChats: readonly string[];
}

export const names = ['alice', 'bob', 'carol', 'dave'] as const;

export async function gatherPeople(url: string): Promise<People> {
  const api = new ApiCaller(url);
  const persons = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await register(api, name)] as const)),
  ) as Record<Name, Person>;
  const alice = new ApiCaller(url, persons.alice.token);
  const others = names.slice(1);
  for (const name of others) {
    await alice.call('POST', '/friend-requests', { to: name });
    await new ApiCaller(url, persons[name].token).call('POST', '/friend-requests', { to: 'alice' });
  }
  const input = { kind: 'group', name: 'Kept', members: others };
  const { number: group } = await alice.call<{ number: number }>('POST', '/chats', input);
  for (const name of others) {
    const api = new ApiCaller(url, persons[name].token);
    await api.call('PATCH', `/invitations/${group}`, { status: 'accepted' });
  }
  return { persons, group, openChats: await openChats(api, 2) };
}

async function register(api: ApiCaller, username: Name): Promise<Person> {
  const body = { username, password: `password of ${username}` };
  const { user, session } = await api.call<{ user: Account; session: { token: string } }>(
    'POST',
    '/users',
    body,
  );
  return { account: user, token: session.token };
}

async function openChats(api: ApiCaller, count: number): Promise<string[]> {
  const { token } = await api.call<{ token: string }>('POST', '/apps', { name: 'Devices' });
  const paths: string[] = [];
  for (let each = 0; each < count; each++) {
    const { number } = await api.call<{ number: number }>('POST', `/apps/${token}/chats`, {});
    paths.push(`/apps/${token}/chats/${number}`);
  }
  return paths;
}
