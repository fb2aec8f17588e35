import type { EmojiData } from 'frimousse';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { loadEmojiData } from './emoji-data.ts';
import { type EmojiChoice, readSkinTone, toned } from './emoji-memory.ts';
import { searchEmoji } from './emoji-search.ts';

const shownEmoji = 8;

/** Emoji that fit what was begun, in the remembered skin tone; none while the query is empty or the data is loading. */
export function useEmojiMatches(query: string): readonly EmojiChoice[] {
  const { language } = useTranslation();
  const [data, setData] = useState<EmojiData | null>(null);
  const wanted = query !== '';
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    // Without its data the list stays empty; what was typed is a text as any other.
    loadEmojiData(language).then(
      (loaded) => !gone && setData(loaded),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [wanted, language]);
  return useMemo(() => {
    if (data === null || query === '') return [];
    const tone = readSkinTone();
    return searchEmoji(data, query, shownEmoji).map((emoji) => ({
      emoji: toned(emoji, tone),
      label: emoji.label,
    }));
  }, [data, query]);
}
