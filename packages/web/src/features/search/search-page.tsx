import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { usePageTitle } from '../../app/use-page-title.ts';
import { QueryArea } from '../../data/query-area.tsx';
import { useSettled } from '../../data/use-settled.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { EverywhereResults } from './everywhere-results.tsx';
import { SearchStart } from './search-states.tsx';

/** What is typed, kept in the address so that going back from a result finds it again. */
function useQueryInAddress(): [typed: string, type: (text: string) => void, settled: string] {
  const { q = '' } = useSearch({ from: '/shell/search' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  const settled = useSettled(typed.trim());
  useEffect(() => {
    void navigate({ to: '/search', search: settled === '' ? {} : { q: settled }, replace: true });
  }, [navigate, settled]);
  return [typed, setTyped, settled];
}

/** Search across all chats, as one types. */
export function SearchPage() {
  const { t } = useTranslation();
  const [typed, type, query] = useQueryInAddress();
  usePageTitle(t('search.title'));
  return (
    <div className="flex min-w-0 grow flex-col bg-surface">
      <div className="mx-auto flex min-h-0 w-full max-w-180 grow flex-col">
        <h1 className="px-5 pt-4 pb-3 text-xl font-semibold tracking-tight desk:px-7">{t('search.title')}</h1>
        <div className="px-4 pb-2 desk:px-6">
          <SearchField label={t('search.placeholder')} value={typed} onChange={type} first />
        </div>
        <div className="flex min-h-0 grow flex-col overflow-y-auto px-2 pb-6 desk:px-4">
          <QueryArea>{query === '' ? <SearchStart /> : <EverywhereResults query={query} />}</QueryArea>
        </div>
      </div>
    </div>
  );
}
