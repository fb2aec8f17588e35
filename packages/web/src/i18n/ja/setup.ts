import type { Translation } from '../translation.ts';

export const setup: Translation['setup'] = {
  title: 'Parleyを設定する',
  lead: 'このサーバーのオーナーになるアカウントを作成してください。',
  action: '設定する',
  server: 'このサーバー',
  account: 'あなたのアカウント',
  code: 'セットアップコード',
  codeHint: 'サーバーを起動した画面に表示されています。',
  codeGiven: 'セットアップコードはリンクから読み取りました。',
  instanceName: 'サーバーの名前',
  instanceNameHint: 'ログイン画面に表示されます。',
  skip: '今は設定せず、アカウントだけ作成',
};
