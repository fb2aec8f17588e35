import type { Translation } from '../translation.ts';

export const shortcuts: Translation['shortcuts'] = {
  title: 'キーボードショートカット',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  or: 'または',
  singleHint: '1文字だけのショートカットはオフにできます：',
  group: { go: '全体', chat: 'トーク', write: '入力中' },
  does: {
    switcher: 'トーク・人・コマンドへ移動',
    previousChat: '前のトーク',
    nextChat: '次のトーク',
    previousUnread: '前の未読トーク',
    nextUnread: '次の未読トーク',
    searchEverywhere: 'すべてのトークを検索',
    settings: '設定',
    sheet: 'ショートカット一覧',
    searchHere: 'このトークを検索',
    details: '詳細の表示・非表示',
    close: '一番上にあるものを閉じる',
    walkMessages: 'メッセージを順に移動',
    send: '送信',
    newLine: '改行',
    editLast: '入力欄が空のとき、最後のメッセージを編集',
  },
};
