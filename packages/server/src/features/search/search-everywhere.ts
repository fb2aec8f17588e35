import type { Message } from '@parley/protocol/message.ts';
import type { ChatNumber } from '@parley/protocol/scalars.ts';
import type { User } from '@parley/protocol/user.ts';
import { chatLog, chatOf, type LogKey } from '../../log/log-key.ts';
import { answer, type Caller, type Handler, type Request } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal } from '../refusal.ts';
import { matchView, nextCursor, placeAt } from './search-messages.ts';

type Query = Request<'searchEverywhere'>['query'];

/** People of an app whose name or username has the query in it. */
export type DirectorySearch = (caller: Caller, query: string, limit: number) => Promise<readonly User[]>;

export function searchEverywhere(node: Node, directory: DirectorySearch): Handler<'searchEverywhere'> {
  return async ({ query, caller }) => {
    const before = placeAt(caller.app, query.cursor);
    if (before instanceof Refusal) return before;
    const logs = await logsOf(node, caller, query);
    if (before !== undefined && !logs.includes(before.log)) return answer({ items: [], users: [] });
    const wanted = filterOf(query);
    const found =
      logs.length === 0
        ? { matches: [] }
        : await node.search.find({ logs, query: query.q, before, limit: query.limit, wanted });
    const users = before === undefined ? await directory(caller, query.q, query.limit) : [];
    const items = found.matches.map((match) => ({
      ...matchView(match),
      chat: chatOf(match.log) as ChatNumber,
    }));
    const next = 'next' in found ? found.next : undefined;
    return answer({ items, users: [...users], ...nextCursor(next) });
  };
}

async function logsOf(node: Node, caller: Caller, query: Query): Promise<LogKey[]> {
  const memberships = await node.store.chats.memberships(caller.user);
  const logs = memberships.map((membership) => membership.log);
  if (query.chat === undefined) return logs;
  const one = chatLog(caller.app, query.chat);
  return logs.filter((log) => log === one);
}

function filterOf(query: Query): (message: Message) => boolean {
  const { sender, since, until } = query;
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  return (message) => {
    const at = Date.parse(message.at);
    return (sender === undefined || message.sender === sender) && at >= from && at < to;
  };
}
