import { leaveAllChats } from '../../features/chats/leave-all-chats.ts';
import type { Node } from '../../features/node.ts';
import { openAppDesk } from './app-desk.ts';
import { openExportSource } from './export-source.ts';
import { openImportGroups } from './import-target.ts';
import { openJournal } from './journal.ts';
import type { AppOffice, Office } from './office.ts';
import { openImportUsers, openUserDesk, type UserParts } from './user-desk.ts';

/** What commands do, on a node of their own that serves nobody. */
export function openOffice(node: Node, close: () => Promise<void>): Office {
  return {
    apps: openAppDesk(node),
    journal: openJournal({ tail: node.log.openTail(0), usernames: node.usernames, apps: node.store.apps }),
    appDesk: async (token) => {
      const app = token === undefined ? node.ownApp : (await node.store.apps.byToken(token))?.id;
      return app === undefined ? undefined : openAppOffice(node, app);
    },
    [Symbol.asyncDispose]: close,
  };
}

function openAppOffice(node: Node, app: number): AppOffice {
  const users: UserParts = { app, node, leaveAllChats: leaveAllChats(node) };
  return {
    app,
    users: openUserDesk(users),
    import: { ensureUser: openImportUsers(users), ensureGroup: openImportGroups({ ...node, app }) },
    export: openExportSource({ app, log: node.log, chats: node.store.chats, views: node.messages }),
  };
}
