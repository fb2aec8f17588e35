import { openOffice } from '@parley/server/command/office/open-office.ts';
import type { TestServer } from './server.ts';

/** Makes a group of somebody who is registered and of so many people nobody signs in as; answers its number. */
export async function gatherCrowd({ node }: TestServer, owner: string, members: number): Promise<number> {
  const desk = await openOffice(node, () => Promise.resolve()).appDesk(undefined);
  if (desk === undefined) throw new Error('the server has no app of its own');
  const keyOf = async (username: string) => {
    const account = await desk.import.ensureUser(username, `Member ${username}`);
    if (account === 'removed') throw new Error(`${username} was removed`);
    return account.key;
  };
  const first = await keyOf(owner);
  const group = await desk.import.ensureGroup('Crowd', first);
  const keys = [first];
  for (let at = 1; at < members; at++) keys.push(await keyOf(`crowd-${at}`));
  await group.ensureMembers(keys.map((user) => ({ user, at: Date.now() })));
  return group.number;
}
