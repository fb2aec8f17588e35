import type { SearchFilters } from '../../app/search-params.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { daysBefore, writtenDay } from './day-range.ts';

type Days = Pick<SearchFilters, 'since' | 'until'>;

interface DayRangePickerProps {
  readonly days: Days;
  readonly onChange: (days: Days) => void;
}

const presets = [
  { label: 'search.today', days: 0 },
  { label: 'search.lastWeek', days: 6 },
  { label: 'search.lastMonth', days: 29 },
] as const;

function without(days: Days, name: keyof Days): Days {
  const { [name]: _, ...rest } = days;
  return rest;
}

/** From when to when: two days, both of them part of it, or one of the usual ranges. */
export function DayRangePicker({ days, onChange }: DayRangePickerProps) {
  const { t } = useTranslation();
  const now = new Date();
  function set(name: keyof Days, value: string): void {
    onChange(value === '' ? without(days, name) : { ...days, [name]: value });
  }
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {presets.map((preset) => (
          <Button
            compact
            key={preset.label}
            onClick={() => onChange({ since: daysBefore(now, preset.days) })}
          >
            {t(preset.label)}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field
          type="date"
          label={t('search.since')}
          value={days.since ?? ''}
          max={days.until ?? writtenDay(now)}
          onChange={(event) => set('since', event.target.value)}
        />
        <Field
          type="date"
          label={t('search.until')}
          value={days.until ?? ''}
          min={days.since}
          max={writtenDay(now)}
          onChange={(event) => set('until', event.target.value)}
        />
      </div>
    </>
  );
}
