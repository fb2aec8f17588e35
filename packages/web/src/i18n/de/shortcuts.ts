import type { Translation } from '../translation.ts';

export const shortcuts: Translation['shortcuts'] = {
  title: 'Tastenkürzel',
  ctrl: 'Strg',
  alt: 'Alt',
  shift: 'Umschalt',
  or: 'oder',
  singleHint: 'Kürzel aus einem einzigen Zeichen lassen sich abschalten:',
  group: { go: 'Überall', chat: 'In einem Chat', write: 'Beim Schreiben' },
  does: {
    switcher: 'Zu einem Chat, einer Person oder einem Befehl',
    previousChat: 'Voriger Chat',
    nextChat: 'Nächster Chat',
    previousUnread: 'Voriger ungelesener Chat',
    nextUnread: 'Nächster ungelesener Chat',
    searchEverywhere: 'In allen Chats suchen',
    settings: 'Einstellungen',
    sheet: 'Diese Kürzel',
    searchHere: 'In diesem Chat suchen',
    details: 'Details zeigen oder verbergen',
    close: 'Schließen, was obenauf liegt',
    walkMessages: 'Von Nachricht zu Nachricht gehen',
    send: 'Senden',
    newLine: 'Neue Zeile',
    editLast: 'Die letzte Nachricht ändern, solange das Feld leer ist',
  },
};
