import type { Translation } from '../translation.ts';

export const emoji: Translation['emoji'] = {
  title: 'الرموز التعبيرية',
  stickers: 'الملصقات',
  more: 'المزيد من الرموز',
  search: 'البحث في الرموز',
  none: 'لم يُعثر على رمز',
  recent: 'المستخدمة مؤخرًا',
  categories: 'الفئات',
  skinTone: 'لون البشرة',
  tones: {
    none: 'الافتراضي',
    light: 'فاتح',
    'medium-light': 'فاتح متوسط',
    medium: 'متوسط',
    'medium-dark': 'داكن متوسط',
    dark: 'داكن',
  },
};
