import { type ErrorObject, errorOf, type FieldProblem } from '@parley/protocol/errors.ts';
import type { MessageInput } from '@parley/protocol/message.ts';
import { fitsBytes } from '@parley/protocol/utf8.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import type { MessageData } from '../../log/entry-data.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft } from '../../log/log.ts';

/** A message's text is bounded in bytes, by the server's setting. */
export function contentProblem(content: string, mostBytes: number): ErrorObject | undefined {
  if (fitsBytes(content, mostBytes)) return undefined;
  const fields = [{ field: 'content', problem: `is longer than ${mostBytes} bytes of UTF-8; shorten it` }];
  return errorOf('content_too_large', undefined, { fields, limit: mostBytes });
}

export interface Forwarded {
  readonly content: string;
  /** Who wrote it: a user's key, a device's label, or null. */
  readonly from: number | string | null;
  readonly sticker?: string;
}

export interface MessageSource {
  readonly author: number;
  readonly at: number;
  readonly forwarded?: Forwarded | undefined;
}

/** The draft of a message by a member, or what is wrong with it in this chat. */
export function draftMessage(
  state: ChatState,
  input: MessageInput,
  source: MessageSource,
): Draft | ErrorObject {
  const content = source.forwarded?.content ?? input.content;
  if (content === undefined) return missingContent;
  const problems: FieldProblem[] = [];
  if (input.reply_to !== undefined && input.reply_to > state.head.number) {
    problems.push({ field: 'reply_to', problem: 'is not the number of a message in this chat' });
  }
  const mentions = membersNamed(state, input.mentions ?? nobody, problems);
  if (problems.length > 0) return errorOf('invalid_request', undefined, { fields: problems });
  const draft = { kind: entryKind.message, at: source.at, author: source.author, content };
  return addExtras(draft, input.client_id, dataOf(input, source, mentions));
}

/** Nearly every message has a `client_id` and nothing besides: nothing is built that is thrown away. */
function addExtras(
  draft: { -readonly [Key in keyof Draft]: Draft[Key] },
  clientId: string | undefined,
  data: string | undefined,
): Draft {
  if (clientId !== undefined) draft.clientId = clientId;
  if (data !== undefined) draft.data = data;
  return draft;
}

const missingContent = errorOf('invalid_request', undefined, {
  fields: [{ field: 'content', problem: 'is missing; write something, or name a message in forward' }],
});

const nobody: readonly never[] = [];

function membersNamed(
  state: ChatState,
  usernames: readonly string[],
  problems: FieldProblem[],
): readonly number[] {
  if (usernames.length === 0) return nobody;
  const byName = new Map([...state.members.values()].map((member) => [member.username, member.user]));
  return usernames.flatMap((username, index) => {
    const user = byName.get(username);
    if (user === undefined)
      problems.push({ field: `mentions.${index}`, problem: 'is not a member of this chat' });
    return user ?? [];
  });
}

function dataOf(input: MessageInput, source: MessageSource, mentions: readonly number[]): string | undefined {
  const sticker = source.forwarded?.sticker ?? input.sticker;
  const isPlain = input.reply_to === undefined && source.forwarded === undefined && mentions.length === 0;
  if (isPlain && sticker === undefined) return undefined;
  const data: MessageData = {
    ...(input.reply_to !== undefined && { replyTo: input.reply_to }),
    ...(source.forwarded !== undefined && { forwardedFrom: source.forwarded.from }),
    ...(mentions.length > 0 && { mentions }),
    ...(sticker !== undefined && { sticker }),
  };
  return JSON.stringify(data);
}
