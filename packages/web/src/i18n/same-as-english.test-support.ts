import type { Language } from './language.ts';

/** Texts that are the same word in English and in another language; one that no longer is fails the test. */
export const sameAsEnglish: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [
    'auth.name',
    'chats.sticker',
    'chats.title',
    'chats.unnamed',
    'conversation.details',
    'conversation.offline',
    'conversation.online',
    'search.chat',
    'search.person',
    'settings.name',
    'settings.size.normal',
    'settings.statusText',
    'shell.appName',
    'shell.chats',
    'shortcuts.alt',
    'switcher.group.chat',
  ],
  es: ['chats.title', 'chats.unnamed', 'shell.appName', 'shell.chats', 'shortcuts.ctrl', 'shortcuts.alt'],
  ar: ['shell.appName', 'shortcuts.ctrl', 'shortcuts.alt', 'shortcuts.shift'],
  ja: ['shell.appName', 'shortcuts.ctrl', 'shortcuts.alt', 'shortcuts.shift'],
};
