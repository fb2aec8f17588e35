import type { Language } from './languages.ts';

/** Texts that are the same word in English and in another language; one that no longer is fails the test. */
export const sameAsEnglish: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [
    'auth.name',
    'chats.sticker',
    'chats.title',
    'chats.unnamed',
    'conversation.code',
    'conversation.details',
    'conversation.info',
    'conversation.offline',
    'conversation.online',
    'emoji.title',
    'search.chat',
    'search.person',
    'settings.name',
    'settings.size.normal',
    'settings.statusText',
    'shell.appName',
    'shell.chats',
    'shortcuts.alt',
    'stickers.cool',
    'stickers.party',
    'switcher.group.chat',
  ],
  es: [
    'chats.title',
    'chats.unnamed',
    'emoji.stickers',
    'shell.appName',
    'shell.chats',
    'shortcuts.ctrl',
    'shortcuts.alt',
  ],
  ar: ['shell.appName', 'shortcuts.ctrl', 'shortcuts.alt', 'shortcuts.shift'],
  ja: ['shell.appName', 'shortcuts.ctrl', 'shortcuts.alt', 'shortcuts.shift'],
};
