import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { instanceName } from './instance-name.ts';

/** Version of this server, as its package says. */
export const version = '0.1.0';

export function getInstance(node: Node): Handler<'getInstance'> {
  return async () =>
    answer({
      name: await instanceName(node),
      version,
      needs_setup: await needsSetup(node),
      registration: node.config.registration,
      content_bytes: node.config.contentBytes,
    });
}

/** Only a server that nobody uses yet begins with its setup; later the operator goes there by the printed address (SETUP5). */
async function needsSetup({ setupCode, store, ownApp }: Node): Promise<boolean> {
  return setupCode.text !== undefined && !(await store.accounts.hasAnyone(ownApp));
}
