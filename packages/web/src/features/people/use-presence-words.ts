import type { Friend } from '@parley/protocol/friend.ts';
import type { PresenceState } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { presenceWords } from '../../data/presence-words.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
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
  const words = presenceWords({ state, lastSeen }, { now, locale, t });
  return { state, words };
}
