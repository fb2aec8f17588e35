import { addresses } from '../../app/addresses.ts';
import { navigate } from '../../app/routing/router.ts';
import { useSearch } from '../../app/routing/use-shown.ts';
import { readFilters } from '../../app/search-params.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SearchPanel } from './search-panel.tsx';

/** Search across all chats; kept in the address, so that going back from a result finds it again. */
export function SearchPage() {
  const { t } = useTranslation();
  const filters = useSearch(readFilters);
  usePageTitle(t('search.title'));
  return (
    <div className="flex min-w-0 grow flex-col bg-surface">
      <div className="mx-auto flex min-h-0 w-full max-w-180 grow flex-col desk:px-3">
        <h1 className="px-4 pt-4 text-xl font-semibold tracking-tight">{t('search.title')}</h1>
        <SearchPanel
          filters={filters}
          onChange={(changed) => void navigate(addresses.searchFor(changed), { replace: true })}
        />
      </div>
    </div>
  );
}
