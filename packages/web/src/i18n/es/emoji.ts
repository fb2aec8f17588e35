import type { Translation } from '../translation.ts';

export const emoji: Translation['emoji'] = {
  title: 'Emojis',
  stickers: 'Stickers',
  more: 'Más emojis',
  search: 'Buscar emojis',
  none: 'No se encontró ningún emoji',
  recent: 'Usados hace poco',
  categories: 'Categorías',
  skinTone: 'Tono de piel',
  tones: {
    none: 'Predeterminado',
    light: 'Claro',
    'medium-light': 'Claro medio',
    medium: 'Medio',
    'medium-dark': 'Oscuro medio',
    dark: 'Oscuro',
  },
};
