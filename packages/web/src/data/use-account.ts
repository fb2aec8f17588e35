import type { Account } from '@parley/protocol/user.ts';
import { client } from './client.ts';
import { useStore } from './use-store.ts';

/** Who is signed in, or null between signing out and leaving the page. */
export function useAccount(): Account | null {
  const session = useStore(client.session.state);
  return session.status === 'signed_in' ? session.account : null;
}

/** The own username; empty while nobody is signed in. */
export function useMyUsername(): string {
  return useAccount()?.username ?? '';
}
