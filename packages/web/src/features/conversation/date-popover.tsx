import { CalendarDate, getLocalTimeZone, today } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { RefObject } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarMonthPicker,
  CalendarYearPicker,
} from 'react-aria-components/Calendar';
import { Dialog } from 'react-aria-components/Dialog';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Popover } from 'react-aria-components/Popover';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

interface DatePopoverProps {
  /** The day that is shown chosen. */
  readonly day: Date;
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  /** Midnight of the day where the reader is. */
  readonly onDay: (day: Date) => void;
}

interface Choice {
  readonly 'aria-label': string;
  readonly value: string | number;
  readonly onChange: (key: number) => void;
  readonly items: readonly { readonly id: number; readonly formatted: string }[];
}

/** Months or years to choose from, as the system offers them. */
function Select({ 'aria-label': label, value, onChange, items }: Choice) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
      className="min-h-9 min-w-0 rounded-md border border-line bg-surface px-2 text-sm font-medium hover:bg-hover"
    >
      {items.map(({ id, formatted }) => (
        <option key={id} value={id}>
          {formatted}
        </option>
      ))}
    </select>
  );
}

const step =
  'grid size-9 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-hover disabled:opacity-40 rtl:-scale-x-100';

function Header() {
  return (
    <header className="mb-2 flex items-center gap-1">
      <Button slot="previous" className={step}>
        <ChevronLeft aria-hidden size={18} />
      </Button>
      <div className="flex min-w-0 grow justify-center gap-1.5">
        <CalendarMonthPicker>
          {(choice) => <Select {...choice} value={String(choice.value)} />}
        </CalendarMonthPicker>
        <CalendarYearPicker>
          {(choice) => <Select {...choice} value={String(choice.value)} />}
        </CalendarYearPicker>
      </div>
      <Button slot="next" className={step}>
        <ChevronRight aria-hidden size={18} />
      </Button>
    </header>
  );
}

function Days() {
  return (
    <CalendarGrid weekdayStyle="short" className="w-full border-collapse">
      <CalendarGridHeader>
        {(name) => (
          <CalendarHeaderCell className="pb-1 text-xs font-medium text-ink-faint">{name}</CalendarHeaderCell>
        )}
      </CalendarGridHeader>
      <CalendarGridBody>
        {(date) => (
          <CalendarCell
            date={date}
            className="grid size-9 cursor-pointer place-items-center rounded-full text-sm tabular-nums hover:bg-hover data-[disabled]:cursor-default data-[disabled]:text-ink-faint data-[disabled]:opacity-50 data-[disabled]:hover:bg-transparent data-[outside-month]:invisible data-[today]:font-bold data-[today]:text-accent data-[selected]:bg-accent data-[selected]:text-on-accent"
          />
        )}
      </CalendarGridBody>
    </CalendarGrid>
  );
}

/** A calendar that leads to a day of the conversation. */
export default function DatePopover({ day, triggerRef, onClose, onDay }: DatePopoverProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = getLocalTimeZone();
  function choose(date: CalendarDate): void {
    onClose();
    onDay(date.toDate(zone));
  }
  const shown = new CalendarDate(day.getFullYear(), day.getMonth() + 1, day.getDate());
  return (
    <I18nProvider locale={locale}>
      <Popover
        isOpen
        triggerRef={triggerRef}
        onOpenChange={(open) => !open && onClose()}
        placement="bottom"
        offset={6}
        className="animate-[rise_120ms_var(--ease-calm)] rounded-lg border border-line bg-raised shadow-float"
      >
        <Dialog aria-label={t('conversation.chooseDay')} className="p-3 outline-none">
          <Calendar
            autoFocus
            aria-label={t('conversation.chooseDay')}
            value={shown}
            maxValue={today(zone)}
            onChange={choose}
          >
            <Header />
            <Days />
          </Calendar>
        </Dialog>
      </Popover>
    </I18nProvider>
  );
}
