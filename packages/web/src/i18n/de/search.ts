import type { Translation } from '../translation.ts';

export const search: Translation['search'] = {
  title: 'Suche',
  placeholder: 'In allen Chats suchen',
  placeholderChat: 'In diesem Chat suchen',
  startTitle: 'Finde jede Nachricht',
  start: 'Ein beliebiger Teil eines Wortes genügt, schon ein Zeichen.',
  noneTitle: 'Nichts gefunden',
  none: 'Keine Nachricht enthält „{{query}}“.',
  messages: 'Nachrichten',
  people: 'Leute',
  results_one: '{{count}} Treffer',
  results_other: '{{count}} Treffer',
  moreResults_one: 'Mehr als {{count}} Treffer',
  moreResults_other: 'Mehr als {{count}} Treffer',
  clear: 'Suche leeren',
};
