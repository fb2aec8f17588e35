import { accountHandlers } from './accounts/account-handlers.ts';
import { userView } from './accounts/user-view.ts';
import { createApp, getApp, renameApp } from './apps/app-handlers.ts';
import { createOpenChat, getOpenChat, listOpenChats } from './apps/open-chats.ts';
import { postOpenMessage } from './apps/post-open-message.ts';
import { chatHandlers } from './chats/chat-handlers.ts';
import { leaveAllChats } from './chats/leave-all-chats.ts';
import { friendHandlers } from './friends/friend-handlers.ts';
import type { Handlers } from './handler.ts';
import { getInstance } from './instance/get-instance.ts';
import { messageHandlers } from './messages/message-handlers.ts';
import type { Node } from './node.ts';
import { passwordResetHandlers } from './password-resets/password-reset-handlers.ts';
import { type DirectorySearch, searchEverywhere } from './search/search-everywhere.ts';
import { sessionHandlers } from './sessions/session-handlers.ts';
import { setUp } from './setup/set-up.ts';

/** What does each operation of the contract; a missing one is a type error. */
export function handlersOf(node: Node): Handlers {
  return {
    getInstance: getInstance(node),
    setUp: setUp(node),
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
    ...accountHandlers(node, leaveAllChats(node)),
    ...friendHandlers(node),
  };
}

function directoryOf(node: Node): DirectorySearch {
  return async (caller, query, limit) => {
    const page = await node.store.accounts.directory({ app: caller.app, q: query, after: '', limit });
    return page.people.map(userView);
  };
}
