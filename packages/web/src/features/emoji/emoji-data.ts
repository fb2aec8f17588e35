import type { EmojiData } from 'frimousse';

type Loaded = Promise<{ readonly default: Omit<EmojiData, 'locale'> }>;

/** Names and keywords per language, each a file of its own; other languages search in English. */
const loaders: Readonly<Record<string, () => Loaded>> = {
  en: () => import('emojibase-data/en/data.json?picker'),
  de: () => import('emojibase-data/de/data.json?picker'),
  es: () => import('emojibase-data/es/data.json?picker'),
  ja: () => import('emojibase-data/ja/data.json?picker'),
};

/** All emoji with their names in a language. */
export async function loadEmojiData(language: string): Promise<EmojiData> {
  const locale = Object.hasOwn(loaders, language) ? language : 'en';
  const load = loaders[locale] ?? (() => import('emojibase-data/en/data.json?picker'));
  return { locale, ...(await load()).default };
}
