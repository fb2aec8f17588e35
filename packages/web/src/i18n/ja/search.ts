import type { Translation } from '../translation.ts';

export const search: Translation['search'] = {
  title: '検索',
  placeholder: 'すべてのトークを検索',
  placeholderChat: 'このトークを検索',
  startTitle: 'どんなメッセージも見つかります',
  start: '単語の一部だけ、1文字からでも検索できます。',
  noneTitle: '見つかりませんでした',
  none: '「{{query}}」を含むメッセージはありません。',
  messages: 'メッセージ',
  people: '人',
  results_other: '{{count}}件',
  moreResults_other: '{{count}}件以上',
  clear: '検索をクリア',
};
