import { UserRoundSearch } from 'lucide-react';
import { useState } from 'react';
import { useSettled } from '../../data/use-settled.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadedList } from '../../ui/loaded-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DirectoryRow } from './directory-row.tsx';
import { useDirectory } from './use-directory.ts';

function Nobody({ query }: { readonly query: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={UserRoundSearch} title={t('people.nobodyTitle')}>
      {query === '' ? t('people.nobodyYet') : t('people.nobody', { query })}
    </EmptyState>
  );
}

/** Everybody on this server, found by any part of their name. */
export function DirectorySection() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const query = useSettled(typed.trim());
  const directory = useDirectory(query);
  const people = (directory.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((one) => one.relation !== 'self');
  return (
    <>
      <div className="px-3 pb-3">
        <SearchField label={t('people.find')} value={typed} onChange={setTyped} first />
      </div>
      <LoadedList
        pending={directory.isPending}
        failed={directory.isError}
        hasMore={directory.hasNextPage}
        loadingMore={directory.isFetchingNextPage}
        onMore={() => void directory.fetchNextPage()}
        onRetry={() => void directory.refetch()}
      >
        {people.length === 0 && <Nobody query={query} />}
        <ul aria-label={t('people.directory')}>
          {people.map((person) => (
            <DirectoryRow key={person.username} person={person} />
          ))}
        </ul>
      </LoadedList>
    </>
  );
}
