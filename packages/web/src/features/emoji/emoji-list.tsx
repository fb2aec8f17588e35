import {
  EmojiPicker,
  type EmojiPickerListCategoryHeaderProps,
  type EmojiPickerListEmojiProps,
  type EmojiPickerListRowProps,
} from 'frimousse';
import type { AriaAttributes, Ref } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';

function CategoryHeader({ category, ...props }: EmojiPickerListCategoryHeaderProps) {
  return (
    <div {...props} className="h-7 content-center bg-raised px-3 text-xs font-semibold text-ink-faint">
      {category.label}
    </div>
  );
}

/** The library counts rows and columns from zero, where assistive technology begins with one. */
function fromOne<Props extends AriaAttributes>(props: Props): Props {
  const counted = { ...props };
  for (const index of ['aria-rowindex', 'aria-colindex'] as const) {
    if (counted[index] !== undefined) counted[index] += 1;
  }
  return counted;
}

function Row({ children, ...props }: EmojiPickerListRowProps) {
  return (
    <div {...fromOne(props)} className="h-10 px-3">
      {children}
    </div>
  );
}

function Emoji({ emoji, ...props }: EmojiPickerListEmojiProps) {
  return (
    <button
      {...fromOne(props)}
      type="button"
      className={classNames(
        'grid h-10 w-1/8 place-items-center rounded-md text-2xl',
        emoji.isActive && 'bg-hover',
      )}
    >
      {emoji.emoji}
    </button>
  );
}

const components = { CategoryHeader, Row, Emoji };

/** All emoji, or those found; only what is seen is in the page. */
export function EmojiList({ ref }: { readonly ref: Ref<HTMLDivElement> }) {
  const { t } = useTranslation();
  return (
    <EmojiPicker.Viewport ref={ref} className="relative h-60 overflow-y-auto overscroll-contain outline-none">
      <EmojiPicker.Loading className="absolute inset-0 grid place-items-center text-sm text-ink-faint">
        {t('shell.loading')}
      </EmojiPicker.Loading>
      <EmojiPicker.Empty className="absolute inset-0 grid place-items-center text-sm text-ink-faint">
        {t('emoji.none')}
      </EmojiPicker.Empty>
      <EmojiPicker.List components={components} className="select-none" aria-label={t('emoji.title')} />
    </EmojiPicker.Viewport>
  );
}
