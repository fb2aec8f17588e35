import type { Friend } from '@parley/protocol/friend.ts';
import type { PresenceState } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { ago } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

/** Whether a friend is here: what came live, else what the list said. */
export function usePresenceWords(friend: Friend): { readonly state: PresenceState; readonly words: string } {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const live = useStore(client.presence.state).get(friend.username);
  const state = live?.state ?? friend.presence;
  const lastSeen = live === undefined ? friend.last_seen : live.lastSeen;
  const gone = state === 'offline' && lastSeen !== undefined;
  const words = gone
    ? t('conversation.lastSeen', { when: ago(new Date(lastSeen), now, locale) })
    : t(`conversation.${state}`);
  return { state, words };
}
