import type { PresenceState } from '@parley/protocol/user.ts';
import { ago } from '../i18n/format.ts';
import type { Translate } from '../i18n/translator.ts';

const keys = {
  online: 'conversation.online',
  away: 'conversation.away',
  offline: 'conversation.offline',
} as const satisfies Record<PresenceState, string>;

export interface KnownPresence {
  readonly state: PresenceState;
  /** RFC 3339; when somebody offline was last here. */
  readonly lastSeen?: string | undefined;
}

interface Reader {
  readonly now: Date;
  readonly locale: string;
  readonly t: Translate;
}

/** “online”, “away”, “last seen 3 minutes ago”. */
export function presenceWords({ state, lastSeen }: KnownPresence, { now, locale, t }: Reader): string {
  if (state !== 'offline' || lastSeen === undefined) return t(keys[state]);
  return t('conversation.lastSeen', { when: ago(new Date(lastSeen), now, locale) });
}
