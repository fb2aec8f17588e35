import type { App, CreatedApp } from '@parley/protocol/app.ts';
import { createApp, getApp, newAppToken, renameApp } from '../../features/apps/app-handlers.ts';
import type { Success } from '../../features/handler.ts';
import type { Node } from '../../features/node.ts';
import { Refusal } from '../../features/refusal.ts';
import type { AppDesk } from './office.ts';

const pageSize = 200;
/** What a request over HTTP would tell of itself. */
const here = { query: undefined, device: 'parley', mediaType: 'application/json' } as const;

/** All apps of the data folder, by the same rules as over HTTP. */
export function openAppDesk(node: Node): AppDesk {
  const { apps } = node.store;
  return {
    create: async (name) =>
      answered<CreatedApp>(await createApp(node)({ ...here, params: undefined, body: { name } })),
    list: () => listApps(node),
    get: (token) => view(node, token),
    rename: async (token, name) => {
      const record = await apps.byToken(token);
      if (record === undefined) return undefined;
      const params = { token: record.token as App['token'] };
      return answered<App>(await renameApp(node)({ ...here, params, body: { name }, app: record.id }));
    },
    rotateToken: async (token) => {
      const record = await apps.byToken(token);
      if (record === undefined) return undefined;
      const fresh = newAppToken();
      await apps.rotateToken(record.id, fresh);
      return view(node, fresh);
    },
  };
}

async function* listApps(node: Node): AsyncGenerator<App> {
  for (let after = 0, isMore = true; isMore; ) {
    const page = await node.store.apps.page(after, pageSize);
    for (const { token } of page) {
      const app = await view(node, token);
      if (app !== undefined) yield app;
    }
    after = page.at(-1)?.id ?? after;
    isMore = page.length === pageSize;
  }
}

async function view(node: Node, token: string): Promise<App | undefined> {
  const record = await node.store.apps.byToken(token);
  if (record === undefined) return undefined;
  const params = { token: record.token as App['token'] };
  return answered<App>(await getApp(node)({ ...here, params, body: undefined, app: record.id }));
}

function answered<Answer>(outcome: Success<Answer> | Refusal): Answer {
  if (outcome instanceof Refusal) throw new Error(outcome.error.message);
  return outcome.answer;
}
