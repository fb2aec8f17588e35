import type { Translation } from '../translation.ts';

export const emoji: Translation['emoji'] = {
  title: '絵文字',
  stickers: 'スタンプ',
  more: 'ほかの絵文字',
  search: '絵文字を検索',
  none: '絵文字が見つかりません',
  recent: '最近使った絵文字',
  categories: 'カテゴリー',
  skinTone: '肌の色',
  tones: {
    none: '標準',
    light: '明るい',
    'medium-light': 'やや明るい',
    medium: '中間',
    'medium-dark': 'やや暗い',
    dark: '暗い',
  },
};
