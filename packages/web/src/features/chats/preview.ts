import type { Message } from '@parley/protocol/message.ts';
import type { NameOf } from '../../data/use-names.ts';
import type { Translate } from '../../i18n/translator.ts';
import { plainText } from '../conversation/markdown/plain-text.ts';

/** A message's text on one line; a tombstone and a sticker in words. */
export function messageWords(message: Message, t: Translate): string {
  if (message.content === null) return t('chats.deletedMessage');
  if (message.sticker !== undefined) return t('chats.sticker');
  return plainText(message.content);
}

interface PreviewContext {
  readonly me: string;
  readonly isGroup: boolean;
  readonly nameOf: NameOf;
  readonly t: Translate;
}

/** The line under a chat's name: its last message, with who wrote it where that is not obvious. */
export function previewOf(message: Message | null, { me, isGroup, nameOf, t }: PreviewContext): string {
  if (message === null) return t('chats.noMessages');
  const text = messageWords(message, t);
  if (message.sender === me) return t('chats.you', { text });
  return isGroup ? t('chats.somebody', { name: nameOf(message.sender), text }) : text;
}
