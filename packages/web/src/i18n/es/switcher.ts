import type { Translation } from '../translation.ts';

export const switcher: Translation['switcher'] = {
  title: 'Ir a',
  placeholder: 'Chat, persona u orden',
  none: 'Nada coincide con «{{query}}».',
  group: { chat: 'Conversaciones', person: 'Amigos', command: 'Órdenes' },
};
