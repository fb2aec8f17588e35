import type { Entry } from '@parley/protocol/entry.ts';
import type { NameOf } from '../../data/use-names.ts';
import type { Translate } from '../../i18n/translator.ts';

type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

function leftWords(entry: EntryOf<'member_left'>, nameOf: NameOf, t: Translate): string {
  const name = nameOf(entry.username);
  if (entry.by === entry.username) return t('conversation.system.member_left', { name });
  return t('conversation.system.member_removed', { by: nameOf(entry.by), name });
}

function aboutGroup(entry: Entry, by: string, t: Translate): string {
  switch (entry.kind) {
    case 'chat_renamed':
      return t('conversation.system.chat_renamed', { by, name: entry.name });
    case 'picture_changed':
      return entry.picture === null
        ? t('conversation.system.picture_removed', { by })
        : t('conversation.system.picture_changed', { by });
    case 'message_pinned':
    case 'message_unpinned':
      return t(`conversation.system.${entry.kind}`, { by, number: entry.number });
    case 'chat_deleted':
      return t('conversation.system.chat_deleted', { by });
    default:
      return '';
  }
}

/** What happened in a chat, as a sentence; empty for entries that only change messages. */
export function systemWords(entry: Entry, nameOf: NameOf, t: Translate): string {
  if (entry.kind === 'message') return '';
  const by = nameOf(entry.by);
  switch (entry.kind) {
    case 'member_invited':
      return t('conversation.system.member_invited', { by, name: nameOf(entry.username) });
    case 'member_joined':
    case 'invitation_declined':
      return t(`conversation.system.${entry.kind}`, { name: nameOf(entry.username) });
    case 'member_left':
      return leftWords(entry, nameOf, t);
    case 'role_changed':
      return t(`conversation.system.role_changed_${entry.role}`, { by, name: nameOf(entry.username) });
    default:
      return aboutGroup(entry, by, t);
  }
}
