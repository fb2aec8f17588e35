import { randomBytes } from 'node:crypto';
import type { AccountRecord } from '../../store/account-record.ts';
import { appNamed } from '../accounts/app-named.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { hashSecret } from '../sessions/session-token.ts';
import { resetLetter } from './reset-letter.ts';

const validMs = 3_600_000;
/** Open codes a person may have, so that nobody's mailbox is filled through us. */
const mostOpen = 3;

/** The answer waits for nothing, so neither it nor its timing tells whether the address is known (RESET1). */
export function requestPasswordReset(node: PeopleNode): Handler<'requestPasswordReset'> {
  return async ({ body }) => {
    mailCode(node, body.email, body.app).catch((error: unknown) => {
      node.logger.error('A password reset could not be mailed', { error });
    });
    return nothing;
  };
}

async function mailCode(node: PeopleNode, email: string, appToken: string | undefined): Promise<void> {
  const app = await appNamed(node, appToken);
  const account = app === undefined ? undefined : await node.store.accounts.byEmail(app, email);
  if (account === undefined) return;
  const code = await newCode(node, account);
  if (code === undefined) return;
  const outcome = await node.mail.send(await resetLetter(node, account, email, code));
  if (!outcome.sent) node.logger.warn('A password reset was not mailed', { reason: outcome.reason });
}

/** 192 random bits, stored as their hash only (RESET2). */
async function newCode(node: PeopleNode, account: AccountRecord): Promise<string | undefined> {
  const code = randomBytes(24).toString('base64url');
  const now = node.clock.now();
  const reset = { hash: hashSecret(code), user: account.key, now, expiresAt: now + validMs };
  return (await node.store.sessions.addReset(reset, mostOpen)) ? code : undefined;
}
