import type { Translation } from '../translation.ts';

export const emoji: Translation['emoji'] = {
  title: 'Emoji',
  stickers: 'Sticker',
  more: 'Weitere Emoji',
  search: 'Emoji suchen',
  none: 'Kein Emoji gefunden',
  recent: 'Zuletzt verwendet',
  categories: 'Kategorien',
  skinTone: 'Hautfarbe',
  tones: {
    none: 'Standard',
    light: 'Hell',
    'medium-light': 'Mittelhell',
    medium: 'Mittel',
    'medium-dark': 'Mitteldunkel',
    dark: 'Dunkel',
  },
};
