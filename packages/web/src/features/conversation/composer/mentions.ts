import type { MemberState } from '@parley/client/chat/chat-state.ts';
import { limits } from '@parley/protocol/limits.ts';
import { scanInline } from '../markdown/scan-inline.ts';

const shownPeople = 8;

export interface Person {
  readonly username: string;
  readonly name: string;
}

/** Others whose username, or a word of whose name, begins so; usernames first. */
export function matchPeople(people: readonly Person[], query: string): readonly Person[] {
  const wanted = query.toLocaleLowerCase();
  const byUsername = people.filter(({ username }) => username.startsWith(wanted));
  const byName = people.filter(
    ({ username, name }) =>
      !username.startsWith(wanted) &&
      name
        .toLocaleLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
  );
  return [...byUsername, ...byName].slice(0, shownPeople);
}

/** The members a text mentions, each once; not in code. */
export function mentionsIn(text: string, members: readonly MemberState[]): readonly string[] {
  if (!text.includes('@')) return [];
  const known = new Set(members.map(({ username }) => username));
  const named = scanInline(text).flatMap((token) => (token.kind === 'mention' ? [token.username] : []));
  return [...new Set(named.filter((username) => known.has(username)))].slice(0, limits.peoplePerRequest);
}
