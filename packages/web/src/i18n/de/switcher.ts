import type { Translation } from '../translation.ts';

export const switcher: Translation['switcher'] = {
  title: 'Gehe zu',
  placeholder: 'Chat, Person oder Befehl',
  none: 'Nichts passt zu „{{query}}“.',
  group: { chat: 'Chats', person: 'Freunde', command: 'Befehle' },
};
