import { createHash, randomBytes } from 'node:crypto';
import type { App } from '@parley/protocol/app.ts';
import { timeOf } from '../../delivery/encode-entry.ts';
import type { AppRecord } from '../../store/app-store.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { refuse } from '../refusal.ts';

/** 192 random bits, URL-safe: an app's token, and its secret, are guessed by nobody. */
export function newAppToken(): string {
  const token = randomBytes(24).toString('base64url');
  // One that began with a dash would be taken for a flag on a command line.
  return token.startsWith('-') ? newAppToken() : token;
}

export function createApp(node: Node): Handler<'createApp'> {
  return async ({ body }) => {
    const secret = newAppToken();
    const record = await node.store.apps.create({
      token: newAppToken(),
      name: body.name,
      secretHash: createHash('sha256').update(secret).digest(),
      createdAt: node.clock.now(),
    });
    return answer({ ...appView(record), secret });
  };
}

export function getApp(node: Node): Handler<'getApp'> {
  return async ({ app }) => {
    const record = await node.store.apps.byId(app);
    return record === undefined ? refuse('not_found') : answer(appView(record));
  };
}

export function renameApp(node: Node): Handler<'renameApp'> {
  return async ({ app, body }) => {
    await node.store.apps.rename(app, body.name);
    const record = await node.store.apps.byId(app);
    return record === undefined ? refuse('not_found') : answer(appView(record));
  };
}

function appView(record: AppRecord): App {
  return {
    token: record.token as App['token'],
    name: record.name,
    chats_count: record.chatsCount,
    created_at: timeOf(record.createdAt),
  };
}
