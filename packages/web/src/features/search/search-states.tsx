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
  /** How many there are in all, where the server said so. */
  readonly total: number | undefined;
  readonly count: number;
  readonly hasMore: boolean;
}

/** How much was found, for eyes and ears. */
export function ResultCount({ total, count, hasMore }: ResultCountProps) {
  const { t } = useTranslation();
  const words =
    total === undefined && hasMore
      ? t('search.moreResults', { count })
      : t('search.results', { count: Math.max(total ?? 0, count) });
  return (
    <p role="status" className="min-h-6 px-3 py-1 text-sm text-ink-faint tabular-nums">
      {count > 0 && words}
    </p>
  );
}
