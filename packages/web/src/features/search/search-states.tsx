import { SearchX, TextSearch } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Before anything is asked. */
export function SearchStart() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={TextSearch} title={t('search.startTitle')}>
      {t('search.start')}
    </EmptyState>
  );
}

/** When nothing has it. */
export function NothingFound({ query }: { readonly query: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={SearchX} title={t('search.noneTitle')}>
      {t('search.none', { query })}
    </EmptyState>
  );
}

interface ResultCountProps {
  readonly count: number;
  readonly hasMore: boolean;
}

/** How much was found, for eyes and ears. */
export function ResultCount({ count, hasMore }: ResultCountProps) {
  const { t } = useTranslation();
  return (
    <p role="status" className="px-3 py-1 text-sm text-ink-faint">
      {count > 0 && (hasMore ? t('search.moreResults', { count }) : t('search.results', { count }))}
    </p>
  );
}
