import type { BodyOf } from '@parley/protocol/operation.ts';
import type { OperationTable } from '@parley/protocol/operation-table.ts';
import type { NewAccount } from '../../store/account-store.ts';
import { hashPassword } from '../accounts/password-hash.ts';
import type { Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { refuse } from '../refusal.ts';
import { startSession } from '../sessions/start-session.ts';

type Setup = BodyOf<OperationTable['setUp']>;

/** Makes the owner of a server that has none, for whoever holds the code that it printed (SETUP1). */
export function setUp(node: Node): Handler<'setUp'> {
  return async ({ body, device }) => {
    const { apps, accounts } = node.store;
    if (node.setupCode.text === undefined || (await accounts.hasOwner(node.ownApp)))
      return refuse('setup_done');
    if (!node.setupCode.matches(body.code)) {
      node.logger.warn('Somebody tried to set up this server with a wrong code');
      return refuse('wrong_setup_code');
    }
    const created = await accounts.createFirstOwner(await ownerAccount(node, body));
    if (created === 'owner_exists') return refuse('setup_done');
    if (typeof created === 'string') return refuse(created);
    node.setupCode.spend();
    if (body.instance_name !== undefined) await apps.rename(node.ownApp, body.instance_name);
    node.logger.info('This server has an owner now', { owner: created.username });
    return startSession(node, created, { device, cookie: body.cookie === true });
  };
}

async function ownerAccount(node: Node, body: Setup): Promise<NewAccount> {
  const { username, name = username, email = null } = body;
  const passwordHash = await hashPassword(body.password);
  return { app: node.ownApp, username, name, email, passwordHash, createdAt: node.clock.now() };
}
