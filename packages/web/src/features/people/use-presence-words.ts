import type { Friend } from '@parley/protocol/friend.ts';
import type { PresenceState } from '@parley/protocol/user.ts';
import { useTranslation } from 'react-i18next';
import { client } from '../../data/client.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { ago } from '../../i18n/format.ts';

/** Whether a friend is here: what came live, else what the list said. */
export function usePresenceWords(friend: Friend): { readonly state: PresenceState; readonly words: string } {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const live = useStore(client.presence.state).get(friend.username);
  const state = live?.state ?? friend.presence;
  const lastSeen = live === undefined ? friend.last_seen : live.lastSeen;
  const gone = state === 'offline' && lastSeen !== undefined;
  const words = gone
    ? t('conversation.lastSeen', { when: ago(new Date(lastSeen), now, i18n.language) })
    : t(`conversation.${state}`);
  return { state, words };
}
