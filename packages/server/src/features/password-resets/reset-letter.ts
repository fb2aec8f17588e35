import { listeningUrl } from '../../config/reachability.ts';
import type { Letter } from '../../mail/mail.ts';
import type { AccountRecord } from '../../store/account-record.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { instanceName } from '../instance/instance-name.ts';

/** The mail with the link to a new password (CFG8). */
export async function resetLetter(
  node: PeopleNode,
  account: AccountRecord,
  to: string,
  code: string,
): Promise<Letter> {
  const server = await instanceName(node);
  const { publicUrl, host, port } = node.config;
  const address = (publicUrl ?? listeningUrl(host, port)).replace(/\/+$/, '');
  const text = [
    `Somebody, probably you, asked for a new password for ${account.username} on ${server}.`,
    'To choose one, open this link within an hour:',
    `${address}/reset/${code}`,
    'If it was not you, there is nothing to do: your password stays as it is.',
  ].join('\n\n');
  return { to, subject: `A new password for ${server}`.replace(/\p{Cc}/gu, ' '), text };
}
