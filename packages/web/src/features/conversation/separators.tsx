import { useNow } from '../../data/use-now.ts';
import { dayHeading } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

/** The heading of a day. */
export function DayHeading({ at }: { readonly at: Date }) {
  const locale = useLocale();
  return (
    <p className="flex justify-center py-3">
      <span className="rounded-full bg-sunken px-3 py-1 text-xs font-medium text-ink-soft">
        {dayHeading(at, useNow(), locale)}
      </span>
    </p>
  );
}

/** Above the first message that is new. */
export function UnreadLine() {
  const { t } = useTranslation();
  return (
    <p className="flex items-center gap-3 py-3 text-xs font-semibold text-accent before:h-px before:grow before:bg-accent/40 after:h-px after:grow after:bg-accent/40">
      {t('conversation.unread')}
    </p>
  );
}
