import type { Translation } from '../translation.ts';

export const shortcuts: Translation['shortcuts'] = {
  title: 'Atajos de teclado',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Mayús',
  or: 'o',
  singleHint: 'Los atajos de un solo carácter se pueden desactivar:',
  group: { go: 'En todas partes', chat: 'En un chat', write: 'Al escribir' },
  does: {
    switcher: 'Ir a un chat, una persona o una orden',
    previousChat: 'Chat anterior',
    nextChat: 'Chat siguiente',
    previousUnread: 'Chat no leído anterior',
    nextUnread: 'Chat no leído siguiente',
    searchEverywhere: 'Buscar en todos los chats',
    settings: 'Ajustes',
    sheet: 'Estos atajos',
    searchHere: 'Buscar en este chat',
    details: 'Mostrar u ocultar los detalles',
    close: 'Cerrar lo que está encima',
    walkMessages: 'Recorrer los mensajes',
    send: 'Enviar',
    newLine: 'Línea nueva',
    editLast: 'Cambiar el último mensaje, con el campo vacío',
  },
};
