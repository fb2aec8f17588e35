import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { QueryArea } from '../../data/query-area.tsx';
import { useNames } from '../../data/use-names.ts';
import { useSettled } from '../../data/use-settled.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { LoadedList } from '../../ui/loaded-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { ResultRow } from './result-row.tsx';
import { NothingFound, ResultCount, SearchStart } from './search-states.tsx';
import { useChatSearch } from './use-message-search.ts';

function Results({ number, query }: { readonly number: number; readonly query: string }) {
  const nameOf = useNames();
  const found = useChatSearch(number, query);
  const matches = (found.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <LoadedList
      pending={found.isPending}
      failed={found.isError}
      hasMore={found.hasNextPage}
      loadingMore={found.isFetchingNextPage}
      onMore={() => void found.fetchNextPage()}
      onRetry={() => void found.refetch()}
    >
      <ResultCount count={matches.length} hasMore={found.hasNextPage} />
      {matches.length === 0 && <NothingFound query={query} />}
      <ul className="px-2">
        {matches.map((match) => (
          <ResultRow
            key={match.message.number}
            match={match}
            chat={number}
            author={nameOf(match.message.sender)}
          />
        ))}
      </ul>
    </LoadedList>
  );
}

/** Search inside one chat, beside it. */
export function ChatSearchPane() {
  const { t } = useTranslation();
  const number = Number(useParams({ from: '/shell/chats/$number/search' }).number);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const query = useSettled(typed.trim());
  const close = () => void navigate({ to: '/chats/$number', params: { number: String(number) } });
  return (
    <SidePane title={t('conversation.searchHere')} onClose={close}>
      <div className="p-3">
        <SearchField label={t('search.placeholderChat')} value={typed} onChange={setTyped} first />
      </div>
      <QueryArea>{query === '' ? <SearchStart /> : <Results number={number} query={query} />}</QueryArea>
    </SidePane>
  );
}
