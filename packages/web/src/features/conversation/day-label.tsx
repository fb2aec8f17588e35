import { CalendarDays } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import { useNow } from '../../data/use-now.ts';
import { dayHeading } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';

const DatePopover = lazyPart(() => import('./date-popover.tsx'));

interface DayLabelProps {
  /** The day of the topmost message in sight; null: nothing is in sight. */
  readonly day: Date | null;
  /** Whether it is of use: somebody scrolls, and the day's own heading is out of sight. */
  readonly wanted: boolean;
  readonly onDay: (day: Date) => void;
}

const lingerMs = 1600;
/** Shorter than a scroll by hand: the list going to its place is none. */
const patienceMs = 80;

/** True while wanted and for a moment more. */
function useLinger(wanted: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(wanted), wanted ? patienceMs : lingerMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  return shown;
}

/** The day of what is read, above it while somebody scrolls (WEB63); always there for the keyboard. Leads to any date. */
export default function DayLabel({ day, wanted, onDay }: DayLabelProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const shown = useLinger(wanted) || open;
  if (day === null) return null;
  const words = dayHeading(day, now, locale);
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-2 flex justify-center">
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t('conversation.goToDate', { day: words })}
        title={t('conversation.goToDate', { day: words })}
        onClick={() => setOpen(true)}
        className={classNames(
          'flex min-h-8 items-center gap-1.5 rounded-full border border-line bg-raised/95 px-3 text-xs font-medium text-ink-soft shadow-float transition-opacity duration-200 hover:pointer-events-auto hover:bg-hover hover:opacity-100 focus-visible:pointer-events-auto focus-visible:opacity-100',
          shown ? 'pointer-events-auto opacity-100' : 'opacity-0',
        )}
      >
        <CalendarDays aria-hidden size={14} />
        <span>{words}</span>
      </button>
      <Suspense>
        {open && <DatePopover day={day} triggerRef={button} onClose={() => setOpen(false)} onDay={onDay} />}
      </Suspense>
    </div>
  );
}
