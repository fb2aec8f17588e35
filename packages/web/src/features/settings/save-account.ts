import type { CallInput } from '@parley/client/api/operation-input.ts';
import { client } from '../../data/client.ts';

/** Changes the own account and shows the change everywhere. Rejects with ParleyError. */
export async function saveAccount(change: CallInput<'changeAccount'>['body']): Promise<void> {
  client.session.update(await client.api.call('changeAccount', { body: change }));
}
