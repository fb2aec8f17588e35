import type { Account } from '@parley/protocol/user.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import type { Person } from '../processes/people.ts';

export interface CrowdSizes {
  /** Beside the one who has made the groups and is in all of them. */
  readonly people: number;
  readonly groups: number;
  readonly openChats: number;
}

/** Friends of one person in groups of that one's, and an app with open chats. */
export interface Crowd {
  readonly owner: Person;
  readonly groups: readonly Group[];
  /** Paths of the app's chats. */
  readonly openChats: readonly string[];
}

export interface Group {
  readonly number: number;
  /** Without the owner. */
  readonly members: readonly Person[];
}

/** So many register at the same time. */
const atOnce = 4;

/** `tag` begins the names of all, which nobody else may have. */
export async function gatherCrowd(url: string, tag: string, sizes: CrowdSizes): Promise<Crowd> {
  const owner = await register(url, `${tag}-owner`);
  const persons: Person[] = [];
  for (let from = 0; from < sizes.people; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, sizes.people - from) }, (_, index) => from + index);
    persons.push(...(await Promise.all(some.map((each) => befriended(url, `${tag}-${each}`, owner)))));
  }
  const parts = Array.from({ length: sizes.groups }, (_, part) =>
    persons.filter((_, index) => index % sizes.groups === part),
  );
  const groups: Group[] = [];
  for (const [index, members] of parts.entries()) {
    groups.push({ number: await gather(url, owner, `Kept ${index}`, members), members });
  }
  return { owner, groups, openChats: await openChats(url, sizes.openChats) };
}

async function register(url: string, username: string): Promise<Person> {
  const body = { username, password: `password of ${username}` };
  const { user, session } = await new ApiCaller(url).call<{ user: Account; session: { token: string } }>(
    'POST',
    '/users',
    body,
  );
  return { account: user, token: session.token };
}

async function befriended(url: string, username: string, owner: Person): Promise<Person> {
  const person = await register(url, username);
  await new ApiCaller(url, person.token).call('POST', '/friend-requests', { to: owner.account.username });
  const accepted = { status: 'accepted' };
  await new ApiCaller(url, owner.token).call('PATCH', `/friend-requests/${username}`, accepted);
  return person;
}

async function gather(url: string, owner: Person, name: string, members: readonly Person[]): Promise<number> {
  const usernames = members.map(({ account }) => account.username);
  const input = { kind: 'group', name, members: usernames };
  const { number } = await new ApiCaller(url, owner.token).call<{ number: number }>('POST', '/chats', input);
  for (const { token } of members)
    await new ApiCaller(url, token).call('PATCH', `/invitations/${number}`, { status: 'accepted' });
  return number;
}

async function openChats(url: string, count: number): Promise<string[]> {
  const api = new ApiCaller(url);
  const { token } = await api.call<{ token: string }>('POST', '/apps', { name: 'Devices' });
  const paths: string[] = [];
  for (let each = 0; each < count; each++) {
    const { number } = await api.call<{ number: number }>('POST', `/apps/${token}/chats`, {});
    paths.push(`/apps/${token}/chats/${number}`);
  }
  return paths;
}
