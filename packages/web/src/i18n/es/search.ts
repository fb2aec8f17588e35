import type { Translation } from '../translation.ts';

export const search: Translation['search'] = {
  title: 'Buscar',
  placeholder: 'Buscar en todos los chats',
  placeholderChat: 'Buscar en este chat',
  startTitle: 'Encuentra cualquier mensaje',
  start: 'Basta con una parte de una palabra, desde un solo carácter.',
  noneTitle: 'No se encontró nada',
  none: 'Ningún mensaje contiene «{{query}}».',
  messages: 'Mensajes',
  people: 'Personas',
  results_one: '{{count}} resultado',
  results_many: '{{count}} de resultados',
  results_other: '{{count}} resultados',
  moreResults_one: 'Más de {{count}} resultado',
  moreResults_many: 'Más de {{count}} de resultados',
  moreResults_other: 'Más de {{count}} resultados',
  clear: 'Borrar la búsqueda',
};
