export const emoji = {
  title: 'Emoji',
  stickers: 'Stickers',
  more: 'More emoji',
  search: 'Search emoji',
  none: 'No emoji found',
  recent: 'Recently used',
  categories: 'Categories',
  skinTone: 'Skin tone',
  tones: {
    none: 'Default',
    light: 'Light',
    'medium-light': 'Medium-light',
    medium: 'Medium',
    'medium-dark': 'Medium-dark',
    dark: 'Dark',
  },
} as const;
