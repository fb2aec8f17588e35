import type { Translation } from '../translation.ts';

export const switcher: Translation['switcher'] = {
  title: '移動',
  placeholder: 'トーク・人・コマンド',
  none: '「{{query}}」に一致するものはありません。',
  group: { chat: 'トーク', person: '友だち', command: 'コマンド' },
};
