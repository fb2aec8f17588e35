import { CloudOff } from 'lucide-react';
import type { SearchFilters } from '../../app/search-params.ts';
import { useCachedSearch } from '../../data/use-cached-search.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { momentsOf } from './day-range.ts';
import { MessagesFound } from './search-results.tsx';
import { NothingFound, ResultCount } from './search-states.tsx';

/** What the messages kept on this device have of the query; for when the server cannot be asked. */
export function CachedResults({ filters }: { readonly filters: SearchFilters }) {
  const { t } = useTranslation();
  const { q = '', chat, from, since, until } = filters;
  const found = useCachedSearch(q, { chat, sender: from, ...momentsOf({ since, until }) });
  const matches = found ?? [];
  return (
    <>
      <p className="flex items-center gap-2 px-3 py-2 text-sm text-ink-soft">
        <CloudOff aria-hidden size={16} className="shrink-0" />
        {t('search.cachedOnly')}
      </p>
      <ResultCount total={undefined} count={matches.length} hasMore={false} />
      <MessagesFound matches={matches} filters={filters} />
      {found?.length === 0 && <NothingFound query={q} />}
    </>
  );
}
