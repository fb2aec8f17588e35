import { createHash } from 'node:crypto';
import { errorOf } from '@parley/protocol/errors.ts';
import type { Acceptor } from '../../delivery/accept.ts';
import type { Acceptance } from '../../delivery/acceptance.ts';
import type { ChatRegistry } from '../../delivery/chat-registry.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import type { Usernames } from '../../delivery/usernames.ts';
import { appendLimits } from '../../log/append-limits.ts';
import type { CreationData, MemberData } from '../../log/entry-data.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft, Log } from '../../log/log.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { AppendedAs, ImportGroup, ImportMessage, ImportTarget, Newcomer } from './office.ts';

interface Parts {
  readonly app: number;
  readonly log: Log;
  readonly accept: Acceptor;
  readonly chats: ChatRegistry;
  readonly usernames: Usernames;
  readonly clock: Clock;
}

const mostAttempts = 20;

/** Groups that imports make: found again by a key in the app's own log, as a retried request would be (CMD8). */
export function openImportGroups(parts: Parts): ImportTarget['ensureGroup'] {
  return async (name, owner) => {
    const data: CreationData = { kind: 'group', members: [owner], invited: [] };
    const draft: Draft = {
      kind: entryKind.chat_created,
      at: parts.clock.now(),
      // Not the owner: who comes first may differ from file to file, and the group is the same.
      label: 'import',
      // Outside the alphabet of client_id, so that nobody else can take it.
      clientId: `import ${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`,
      content: name,
      data: JSON.stringify(data),
    };
    const acceptance = await parts.accept.inApp(
      parts.app,
      () => [draft],
      () => true,
    );
    const number = entryOf(acceptance).number;
    await currentState(parts, number);
    return openGroup(parts, number);
  };
}

function openGroup(parts: Parts, number: number): ImportGroup {
  return {
    number,
    ensureMembers: (newcomers) => ensureMembers(parts, number, newcomers),
    append: (messages) => appendMissing(parts, number, messages),
  };
}

async function ensureMembers(parts: Parts, number: number, newcomers: readonly Newcomer[]): Promise<void> {
  await parts.usernames.load(newcomers.map(({ user }) => user));
  for (let from = 0; from < newcomers.length; from += appendLimits.entries) {
    const some = newcomers.slice(from, from + appendLimits.entries);
    const state = await currentState(parts, number);
    const acceptance = await parts.accept.inChat(state, ({ members }) =>
      some.filter(({ user }) => !members.has(user)).map(({ user, at }) => joining(user, at)),
    );
    if (acceptance.kind === 'refused') throw new Error(acceptance.error.message);
  }
}

function joining(user: number, at: number): Draft {
  const data: MemberData = { user };
  return { kind: entryKind.member_joined, at, author: user, data: JSON.stringify(data) };
}

/**
 * Looks each key up, then appends what is missing in one piece. The look-up counts only while the log stands where
 * it stood: when somebody else appended meanwhile, all of it is decided anew.
 */
async function appendMissing(
  parts: Parts,
  number: number,
  messages: readonly ImportMessage[],
): Promise<AppendedAs[]> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const state = await currentState(parts, number);
    const { position } = state.head;
    const outcomes = await judge(parts.log, state, messages);
    const missing = messages.filter((_, index) => outcomes[index] === 'imported').map(draftOf);
    const acceptance = await parts.accept.inChat(state, ({ head }) =>
      head.position === position ? missing : errorOf('unavailable'),
    );
    if (acceptance.kind === 'accepted') return outcomes;
    if (acceptance.kind === 'refused' && acceptance.error.code !== 'unavailable') break;
  }
  throw new Error(
    'The messages could not be stored: the disk is full, or somebody else writes to this chat without end.',
  );
}

/** What will become of each message when none is appended in between. */
function judge(log: Log, state: ChatState, messages: readonly ImportMessage[]): Promise<AppendedAs[]> {
  const inBatch = new Map<string, string>();
  return Promise.all(
    messages.map(async ({ author, clientId, content }) => {
      const key = `${author}:${clientId}`;
      const earlier = inBatch.get(key);
      if (earlier === undefined) inBatch.set(key, content);
      const used = await log.findRetry({ log: state.log, author, clientId });
      const before = used === undefined ? earlier : (used.content ?? content);
      if (before === undefined) return 'imported';
      return before === content ? 'present' : 'conflict';
    }),
  );
}

function draftOf({ author, clientId, at, content }: ImportMessage): Draft {
  return { kind: entryKind.message, at, author, clientId, content };
}

async function currentState({ app, chats }: Parts, number: number): Promise<ChatState> {
  const state = await chats.find(app, number);
  if (state === undefined || state.deletedAt !== null) {
    throw new Error(
      `Chat ${number}, into which this was imported before, is deleted; give another name with --chat.`,
    );
  }
  return state;
}

function entryOf(acceptance: Acceptance) {
  if (acceptance.kind === 'refused') throw new Error(acceptance.error.message);
  const entry = acceptance.kind === 'repeated' ? acceptance.entry : acceptance.entries[0];
  if (entry === undefined) throw new Error('creating a chat stored nothing');
  return entry;
}
