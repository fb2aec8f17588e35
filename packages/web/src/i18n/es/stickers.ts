import type { Translation } from '../translation.ts';

export const stickers: Translation['stickers'] = {
  hello: '¡Hola!',
  'thumbs-up': 'Pulgar arriba',
  love: 'Amor',
  laugh: 'Risa',
  party: '¡Fiesta!',
  thanks: '¡Gracias!',
  hug: 'Un abrazo',
  cool: 'Genial',
  thinking: 'Pensando…',
  surprised: 'Sorpresa',
  sad: 'Tristeza',
  angry: 'Enfado',
  sleepy: 'Sueño',
  coffee: 'Pausa para café',
  rain: 'Día de lluvia',
  goodbye: '¡Adiós!',
};
