import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useParam } from '../../app/routing/use-shown.ts';
import type { SearchFilters } from '../../app/search-params.ts';
import { QueryArea } from '../../data/query-area.tsx';
import { useOffline } from '../../data/use-cached-search.ts';
import { useSettled } from '../../data/use-settled.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { CachedResults } from './cached-results.tsx';
import { FilterBar } from './filter-bar.tsx';
import { SearchResults } from './search-results.tsx';
import { SearchStart } from './search-states.tsx';
import { walkResults } from './walk-results.ts';

interface SearchPanelProps {
  /** As they are in the address. */
  readonly filters: SearchFilters;
  /** Puts them into the address, in the place of what is there. */
  readonly onChange: (filters: SearchFilters) => void;
}

/** What is typed; it goes into the address once it has settled. */
function useTyped({ filters, onChange }: SearchPanelProps) {
  const { q = '', ...rest } = filters;
  const [typed, setTyped] = useState(q);
  const settled = useSettled(typed.trim());
  const settle = useEffectEvent((text: string) => {
    if (text !== q) onChange(text === '' ? rest : { ...rest, q: text });
  });
  useEffect(() => settle(settled), [settled]);
  return [typed, setTyped] as const;
}

function Results({ filters }: { readonly filters: SearchFilters }) {
  const offline = useOffline();
  if (filters.q === undefined) return <SearchStart />;
  return offline ? <CachedResults filters={filters} /> : <SearchResults filters={filters} />;
}

/** A search as one types: the field, what narrows it, and what was found. */
export function SearchPanel(props: SearchPanelProps) {
  const { t } = useTranslation();
  const { filters, onChange } = props;
  const [typed, setTyped] = useTyped(props);
  const message = useParam('message');
  const label = filters.chat === undefined ? t('search.placeholder') : t('search.placeholderChat');
  const panel = useRef<HTMLElement>(null);
  useShortcut('searchHere', () => panel.current?.querySelector('input')?.focus());
  return (
    <QueryArea>
      <search ref={panel} className="flex min-h-0 grow flex-col" onKeyDown={walkResults}>
        <div className="grid gap-2.5 px-3 pt-3 pb-2">
          <SearchField label={label} value={typed} onChange={setTyped} first={message === undefined} />
          <FilterBar filters={filters} onChange={onChange} />
        </div>
        <div className="flex min-h-0 grow flex-col overflow-y-auto px-1 pb-4">
          <Results filters={filters} />
        </div>
      </search>
    </QueryArea>
  );
}
