import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';

/** Version of this server, as its package says. */
export const version = '0.1.0';

export function getInstance(node: Node): Handler<'getInstance'> {
  return async () =>
    answer({
      name: node.config.name,
      version,
      registration: node.config.registration,
      content_bytes: node.config.contentBytes,
    });
}
