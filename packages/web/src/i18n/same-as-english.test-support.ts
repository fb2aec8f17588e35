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
    'settings.name',
    'settings.statusText',
    'shell.appName',
    'shell.chats',
  ],
  es: ['chats.title', 'chats.unnamed', 'shell.appName', 'shell.chats'],
  ar: ['shell.appName'],
  ja: ['shell.appName'],
};
