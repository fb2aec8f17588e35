import { type Clock, systemClock } from '@parley/server/telemetry/clock.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { type BrowserPerson, password } from '@parley/testkit/browser-person.ts';

/** What somebody says: the day counts back from the story's last one. */
export interface StoryLine {
  readonly at: readonly [day: number, hour: number, minute: number];
  readonly by: string;
  readonly text: string;
  readonly more?: {
    readonly reply_to?: number;
    readonly mentions?: readonly string[];
    readonly sticker?: string;
  };
  readonly reactions?: Readonly<Record<string, readonly string[]>>;
  readonly pinnedBy?: string;
}

export interface StoryChat {
  /** A group's; a private chat has none. */
  readonly name?: string;
  readonly members: readonly string[];
  readonly lines: readonly StoryLine[];
  /** How many of the newest the reader has not seen. */
  readonly unread?: number;
}

/** People, what they say to each other, and who reads it. */
export interface Story {
  readonly reader: string;
  /** Names by username. */
  readonly people: Readonly<Record<string, string>>;
  readonly states?: Readonly<Record<string, string>>;
  readonly chats: readonly StoryChat[];
  /** Who asks the reader for friendship. */
  readonly asking?: readonly string[];
}

export interface StoryClock extends Clock {
  /** Goes on from this wall time, in milliseconds. */
  setTo(ms: number): void;
}

/** The machine's clock, moved to the time of a story. */
export function createStoryClock(): StoryClock {
  let offset = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + offset,
    setTo: (ms) => {
      offset = ms - systemClock.now();
    },
  };
}

const dayMs = 86_400_000;

/** Two minutes past ten on a Saturday soon: later than now, so that no session is over. */
export function saturdayMorning(): number {
  const today = Math.floor(systemClock.now() / dayMs) * dayMs;
  const untilSaturday = (6 - new Date(today).getUTCDay() + 7) % 7;
  return today + (untilSaturday + 7) * dayMs + (10 * 60 + 2) * 60_000;
}

type People = ReadonlyMap<string, ApiCaller>;

/** Lets a story happen on a server whose clock this is; it ends at the given time. Answers the numbers of its chats. */
export async function tell(
  story: Story,
  url: string,
  clock: StoryClock,
  end: number,
): Promise<readonly number[]> {
  clock.setTo(end - 7 * dayMs);
  const people = await settleIn(story, url);
  const numbers: number[] = [];
  for (const chat of story.chats) numbers.push(await open(chat, people));
  const midnight = Math.floor(end / dayMs) * dayMs;
  const lines = story.chats.flatMap((chat, index) =>
    chat.lines.map((line) => {
      const [day, hour, minute] = line.at;
      return { line, chat: numbers[index] ?? 0, ms: midnight + day * dayMs + (hour * 60 + minute) * 60_000 };
    }),
  );
  for (const { line, chat, ms } of lines.toSorted((one, other) => one.ms - other.ms)) {
    clock.setTo(ms);
    await say(line, chat, people);
  }
  clock.setTo(end);
  for (const [index, chat] of story.chats.entries())
    await readUpTo(chat, numbers[index] ?? 0, { people, reader: story.reader });
  return numbers;
}

function of(people: People, username: string): ApiCaller {
  const found = people.get(username);
  if (found === undefined) throw new Error(`nobody in the story is called ${username}`);
  return found;
}

/** Everybody has an account and knows those they have chats with. */
async function settleIn({ people, states, chats, asking, reader }: Story, url: string): Promise<People> {
  const settled = new Map<string, ApiCaller>();
  for (const [username, name] of Object.entries(people)) {
    const body = { username, name, password };
    const { session } = await new ApiCaller(url).call<{ session: { token: string } }>('POST', '/users', body);
    settled.set(username, new ApiCaller(url, session.token));
  }
  for (const [username, status_text] of Object.entries(states ?? {}))
    await of(settled, username).call('PATCH', '/users/me', { status_text });
  for (const [one, other] of friendships(chats, reader)) {
    await of(settled, one).call('POST', '/friend-requests', { to: other });
    await of(settled, other).call('PATCH', `/friend-requests/${one}`, { status: 'accepted' });
  }
  for (const stranger of asking ?? [])
    await of(settled, stranger).call('POST', '/friend-requests', { to: reader });
  return settled;
}

/** The reader and whoever makes a group are friends of its members; each pair once. */
function friendships(chats: readonly StoryChat[], reader: string): Iterable<readonly [string, string]> {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { members } of chats)
    for (const one of [members[0] ?? reader, reader])
      for (const other of members) if (other !== one) pairs.set([one, other].sort().join(), [one, other]);
  return pairs.values();
}

/** Makes a chat with its members, the reader's; answers its number. */
async function open({ name, members: [owner = '', ...others] }: StoryChat, people: People): Promise<number> {
  const chat =
    name === undefined ? { kind: 'private', with: others[0] } : { kind: 'group', name, members: others };
  const { number } = await of(people, owner).call<{ number: number }>('POST', '/chats', chat);
  if (name !== undefined)
    for (const member of others)
      await of(people, member).call('PATCH', `/invitations/${number}`, { status: 'accepted' });
  return number;
}

async function say(
  { by, text, more, reactions, pinnedBy }: StoryLine,
  chat: number,
  people: People,
): Promise<void> {
  const body = { content: text, ...more };
  const path = `/chats/${chat}/messages`;
  const { number } = await of(people, by).call<{ number: number }>('POST', path, body);
  for (const [emoji, reacting] of Object.entries(reactions ?? {}))
    for (const one of reacting) await of(people, one).call('PUT', `${path}/${number}/reactions/${emoji}`);
  if (pinnedBy !== undefined) await of(people, pinnedBy).call('PUT', `/chats/${chat}/pins/${number}`);
}

interface Readers {
  readonly people: People;
  readonly reader: string;
}

/** Everybody has read everything; the reader, what the story says. */
async function readUpTo(
  { members, lines, unread = 0 }: StoryChat,
  chat: number,
  { people, reader }: Readers,
): Promise<void> {
  for (const member of members) {
    const read = member === reader ? lines.length - unread : lines.length;
    await of(people, member).call('PUT', `/chats/${chat}/marks`, {
      delivered: lines.length,
      ...(read > 0 && { read }),
    });
  }
}

/** Opens the window as somebody of the story, at its time, signed in. */
export async function signInAt(
  { page, context }: BrowserPerson,
  username: string,
  ms: number,
): Promise<void> {
  await context.clock.install({ time: ms });
  await page.goto('/about:blank');
  await page.evaluate(
    async ([name, secret]) => {
      const body = JSON.stringify({ username: name, password: secret, cookie: true });
      const headers = { 'content-type': 'application/json' };
      await fetch('/api/v1/sessions', { method: 'POST', headers, body });
    },
    [username, password] as const,
  );
}
