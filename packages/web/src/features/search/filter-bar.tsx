import { CalendarDays, MessagesSquare, UserRound } from 'lucide-react';
import type { SearchFilters } from '../../app/search-params.ts';
import { useNames } from '../../data/use-names.ts';
import { shortDay } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useChatTitles } from '../chats/use-chat-titles.ts';
import { ChatPicker } from './chat-picker.tsx';
import { DayRangePicker } from './day-range-picker.tsx';
import { FilterChip } from './filter-chip.tsx';
import { PersonPicker } from './person-picker.tsx';

interface FilterBarProps {
  readonly filters: SearchFilters;
  /** Told the filters as they are to be, without those that were taken away. */
  readonly onChange: (filters: SearchFilters) => void;
}

/** “1 Nov – 20 Nov”, “from 1 Nov”, “until 20 Nov”; null for any time. */
function useRangeWords({ since, until }: SearchFilters): string | null {
  const { t } = useTranslation();
  const locale = useLocale();
  const [first, last] = [since, until].map((day) => (day === undefined ? '' : shortDay(day, locale)));
  if (since === undefined) return until === undefined ? null : t('search.untilDay', { day: last ?? '' });
  if (until === undefined) return t('search.sinceDay', { day: first ?? '' });
  return first === last ? (first ?? '') : `${first} – ${last}`;
}

/** The filters without one of them. */
function without(filters: SearchFilters, ...names: readonly (keyof SearchFilters)[]): SearchFilters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !names.some((each) => each === name)));
}

function ChatChip({ filters, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const titleOf = useChatTitles();
  const { chat } = filters;
  function pick(number: number, close: () => void): void {
    onChange({ ...filters, chat: number });
    close();
  }
  return (
    <FilterChip
      icon={MessagesSquare}
      label={t('search.chat')}
      chosen={chat === undefined ? null : titleOf(chat)}
      onRemove={() => onChange(without(filters, 'chat'))}
    >
      {(close) => <ChatPicker onPick={(number) => pick(number, close)} />}
    </FilterChip>
  );
}

function PersonChip({ filters, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const nameOf = useNames();
  const { from } = filters;
  function pick(username: string, close: () => void): void {
    onChange({ ...filters, from: username });
    close();
  }
  return (
    <FilterChip
      icon={UserRound}
      label={t('search.person')}
      chosen={from === undefined ? null : nameOf(from)}
      onRemove={() => onChange(without(filters, 'from'))}
    >
      {(close) => <PersonPicker onPick={(username) => pick(username, close)} />}
    </FilterChip>
  );
}

function DaysChip({ filters, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const rest = without(filters, 'since', 'until');
  return (
    <FilterChip
      icon={CalendarDays}
      label={t('search.days')}
      chosen={useRangeWords(filters)}
      onRemove={() => onChange(rest)}
    >
      {() => (
        <DayRangePicker
          days={without(filters, 'q', 'chat', 'from')}
          onChange={(days) => onChange({ ...rest, ...days })}
        />
      )}
    </FilterChip>
  );
}

/** What narrows a search: a person, a chat, a range of days. */
export function FilterBar(props: FilterBarProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="m-0 flex min-w-0 flex-wrap gap-1.5 border-0 p-0">
      <legend className="sr-only">{t('search.filters')}</legend>
      <ChatChip {...props} />
      <PersonChip {...props} />
      <DaysChip {...props} />
    </fieldset>
  );
}
