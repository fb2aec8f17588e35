import type { Translation } from '../translation.ts';

export const stickers: Translation['stickers'] = {
  hello: 'こんにちは！',
  'thumbs-up': 'いいね',
  love: '大好き',
  laugh: '大笑い',
  party: 'パーティー！',
  thanks: 'ありがとう！',
  hug: 'ハグ',
  cool: 'クール',
  thinking: '考え中…',
  surprised: 'びっくり',
  sad: '悲しい',
  angry: '怒り',
  sleepy: '眠い',
  coffee: 'コーヒー休憩',
  rain: '雨の日',
  goodbye: 'さようなら！',
};
