import type { Translation } from '../translation.ts';

export const stickers: Translation['stickers'] = {
  hello: 'Hallo!',
  'thumbs-up': 'Daumen hoch',
  love: 'Liebe',
  laugh: 'Lachen',
  party: 'Party!',
  thanks: 'Danke!',
  hug: 'Eine Umarmung',
  cool: 'Cool',
  thinking: 'Nachdenklich …',
  surprised: 'Überrascht',
  sad: 'Traurig',
  angry: 'Wütend',
  sleepy: 'Müde',
  coffee: 'Kaffeepause',
  rain: 'Regentag',
  goodbye: 'Tschüss!',
};
