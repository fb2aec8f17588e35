import { type CreationData, parseData } from '../../log/entry-data.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft, PlacedEntry } from '../../log/log.ts';
import type { Node } from '../node.ts';
import { Refusal, refuse } from '../refusal.ts';

export interface NewChat {
  readonly creation: CreationData;
  readonly name?: string | undefined;
  readonly creator?: number;
  readonly clientId?: string | undefined;
}

/** Numbers a new chat by appending to its app's log; a key that was used answers the chat of then. */
export async function createInLog(node: Node, app: number, chat: NewChat): Promise<PlacedEntry | Refusal> {
  const draft: Draft = {
    kind: entryKind.chat_created,
    at: node.clock.now(),
    data: JSON.stringify(chat.creation),
    ...(chat.name !== undefined && { content: chat.name }),
    ...(chat.creator !== undefined && { author: chat.creator }),
    ...(chat.clientId !== undefined && { clientId: chat.clientId }),
  };
  const acceptance = await node.accept.inApp(app, () => [draft], sameChat);
  if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
  const entry = acceptance.kind === 'repeated' ? acceptance.entry : acceptance.entries[0];
  return entry ?? refuse('internal');
}

/** The same people make the same private chat; other chats must agree in all that was asked. */
function sameChat(first: PlacedEntry, again: Draft): boolean {
  if (first.kind !== again.kind) return false;
  if (parseData<CreationData>(first.data).kind === 'private') return true;
  return first.content === again.content && first.data === again.data;
}
