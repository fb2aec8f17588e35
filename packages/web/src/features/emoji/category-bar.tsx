import type { EmojiData } from 'frimousse';
import type { RefObject } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { categoryPlaces } from './category-places.ts';

interface CategoryBarProps {
  readonly data: EmojiData | null;
  readonly viewport: RefObject<HTMLDivElement | null>;
}

/** The way to each category; keeps its height while the data is loading. */
export function CategoryBar({ data, viewport }: CategoryBarProps) {
  const { t } = useTranslation();
  const places = data === null ? [] : categoryPlaces(data);
  return (
    <nav aria-label={t('emoji.categories')} className="flex min-h-9 justify-between px-2">
      {places.map(({ index, label, emoji, topPx }) => (
        <button
          key={index}
          type="button"
          title={label}
          aria-label={label}
          onClick={() => viewport.current?.scrollTo({ top: topPx })}
          className="grid size-9 place-items-center rounded-md text-lg grayscale hover:bg-hover hover:grayscale-0 focus-visible:-outline-offset-2 focus-visible:grayscale-0"
        >
          {emoji}
        </button>
      ))}
    </nav>
  );
}
