import type { OperationId } from '@parley/protocol/operation-table.ts';
import { accountHandlers } from './accounts/account-handlers.ts';
import { userView } from './accounts/user-view.ts';
import { createApp, getApp, renameApp } from './apps/app-handlers.ts';
import { createOpenChat, getOpenChat, listOpenChats } from './apps/open-chats.ts';
import { postOpenMessage } from './apps/post-open-message.ts';
import { chatHandlers } from './chats/chat-handlers.ts';
import { leaveAllChats } from './chats/leave-all-chats.ts';
import { friendHandlers } from './friends/friend-handlers.ts';
import type { Handler, Handlers } from './handler.ts';
import { getInstance } from './instance/get-instance.ts';
import { messageHandlers } from './messages/message-handlers.ts';
import type { Node } from './node.ts';
import { passwordResetHandlers } from './password-resets/password-reset-handlers.ts';
import { Refusal } from './refusal.ts';
import { type DirectorySearch, searchEverywhere } from './search/search-everywhere.ts';
import { sessionHandlers } from './sessions/session-handlers.ts';

/** What does each operation of the contract; a missing one is a type error. */
export function handlersOf(node: Node): Handlers {
  const accounts = accountHandlers(node, leaveAllChats(node));
  const friends = friendHandlers(node);
  return {
    getInstance: getInstance(node),
    createApp: createApp(node),
    getApp: getApp(node),
    renameApp: renameApp(node),
    createOpenChat: createOpenChat(node),
    listOpenChats: listOpenChats(node),
    getOpenChat: getOpenChat(node),
    postOpenMessage: postOpenMessage(node),
    searchEverywhere: searchEverywhere(node, directoryOf(node)),
    ...sessionHandlers(node),
    ...passwordResetHandlers(node),
    ...chatHandlers(node),
    ...messageHandlers(node),
    ...accounts,
    changeAccount: then(accounts.changeAccount, ({ caller }) => node.chats.forgetPerson(caller.user)),
    removeAccount: then(accounts.removeAccount, ({ caller }) => node.chats.forgetPerson(caller.user)),
    ...friends,
    block: then(friends.block, ({ caller, params }) => refreshBlock(node, caller, params.username)),
    unblock: then(friends.unblock, ({ caller, params }) => refreshBlock(node, caller, params.username)),
  };
}

/** Runs something after an operation succeeded: what this node remembers of people must follow. */
function then<Id extends OperationId>(
  handler: Handler<Id>,
  after: (request: Parameters<Handler<Id>>[0]) => void | Promise<void>,
): Handler<Id> {
  return async (request) => {
    const outcome = await handler(request);
    if (!(outcome instanceof Refusal)) await after(request);
    return outcome;
  };
}

async function refreshBlock(
  node: Node,
  caller: { user: number; app: number },
  username: string,
): Promise<void> {
  const other = (await node.store.accounts.keysOf(caller.app, [username])).get(username);
  if (other === undefined) return;
  node.chats.setBlocked(caller.user, other, await node.store.friends.isBlocked(caller.user, other));
}

function directoryOf(node: Node): DirectorySearch {
  return async (caller, query, limit) => {
    const page = await node.store.accounts.directory({ app: caller.app, q: query, after: '', limit });
    return page.people.map(userView);
  };
}
