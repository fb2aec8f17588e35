import type { Translation } from '../translation.ts';

export const stickers: Translation['stickers'] = {
  hello: 'مرحبًا!',
  'thumbs-up': 'إعجاب',
  love: 'حب',
  laugh: 'ضحك',
  party: 'حفلة!',
  thanks: 'شكرًا!',
  hug: 'عناق',
  cool: 'رائع',
  thinking: 'أفكّر…',
  surprised: 'دهشة',
  sad: 'حزن',
  angry: 'غضب',
  sleepy: 'نعاس',
  coffee: 'استراحة قهوة',
  rain: 'يوم ماطر',
  goodbye: 'إلى اللقاء!',
};
