import type { BodyOf } from '@parley/protocol/operation.ts';
import type { OperationTable } from '@parley/protocol/operation-table.ts';
import type { NewAccount } from '../../store/account-store.ts';
import type { Handler } from '../handler.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { endReplaced } from '../sessions/end-replaced.ts';
import { startSession } from '../sessions/start-session.ts';
import { appNamed } from './app-named.ts';
import { hashPassword } from './password-hash.ts';
import type { PeopleNode } from './people-node.ts';

type Registration = BodyOf<OperationTable['register']>;

export function register(node: PeopleNode): Handler<'register'> {
  return async ({ body, device, replaces }) => {
    if (node.config.registration === 'closed') return refuse('registration_closed');
    const app = await appNamed(node, body.app);
    if (app === undefined) return refuse('not_found');
    const taken = await takenAlready(node, app, body);
    if (taken !== undefined) return taken;
    const created = await node.store.accounts.create(await newAccount(node, app, body));
    if (typeof created === 'string') return refuse(created);
    if (body.cookie === true) await endReplaced(node, replaces);
    return startSession(node, created, { device, cookie: body.cookie === true });
  };
}

/** Spares the hashing, which is dear; what decides is the database (USER1). */
async function takenAlready(node: PeopleNode, app: number, body: Registration): Promise<Refusal | undefined> {
  const { accounts } = node.store;
  if (await accounts.isUsernameTaken(app, body.username)) return refuse('username_taken');
  if (body.email === undefined) return undefined;
  return (await accounts.byEmail(app, body.email)) === undefined ? undefined : refuse('email_taken');
}

async function newAccount(node: PeopleNode, app: number, body: Registration): Promise<NewAccount> {
  const { username, name = username, email = null } = body;
  const passwordHash = await hashPassword(body.password);
  return { app, username, name, email, passwordHash, createdAt: node.clock.now() };
}
