import type { MemberState } from '@parley/client/chat/chat-state.ts';
import type { NameOf } from '../../data/use-names.ts';
import type { Translate } from '../../i18n/translator.ts';

interface Titled {
  readonly number: number;
  readonly kind: string;
  readonly name: string | null;
  readonly other: MemberState | null;
}

/** What a chat is called: a group by its name, a private chat by the other person. */
export function chatTitle(chat: Titled, nameOf: NameOf, t: Translate): string {
  if (chat.kind === 'private' && chat.other !== null) {
    return chat.other.username === null
      ? t('chats.deletedUser')
      : chat.other.name || nameOf(chat.other.username);
  }
  return chat.name ?? t('chats.unnamed', { number: chat.number });
}
