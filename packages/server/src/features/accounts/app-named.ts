import type { PeopleNode } from './people-node.ts';

/** The app that a token names, or the server's own where none is given; undefined: there is no such app. */
export async function appNamed(node: PeopleNode, token: string | undefined): Promise<number | undefined> {
  return token === undefined ? node.ownApp : (await node.store.apps.byToken(token))?.id;
}
