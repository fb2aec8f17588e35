import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { chosenFilter, countsOf, type ListFilter, listFilters } from './list-filter.ts';

function FilterTab({ filter, count }: { readonly filter: ListFilter; readonly count: number }) {
  const { t, number } = useTranslation();
  const chosen = useStore(chosenFilter);
  return (
    <button
      type="button"
      aria-pressed={filter === chosen}
      onClick={() => chosenFilter.set(filter)}
      className="inline-flex min-h-8 shrink-0 items-center gap-1 rounded-full px-2 text-sm font-medium text-ink-soft transition-colors hover:bg-hover aria-pressed:bg-selected aria-pressed:text-accent"
    >
      {t(`chats.show.${filter}`)}
      {count > 0 && <span className="text-xs tabular-nums opacity-80">{number(count)}</span>}
    </button>
  );
}

/** All chats, or a part of them. */
export function FilterTabs() {
  const { t } = useTranslation();
  const counts = countsOf(useStore(client.chats.list).items);
  return (
    <fieldset className="m-0 flex min-w-0 flex-wrap gap-0.5 border-0 p-0 px-2.5 pb-2">
      <legend className="sr-only">{t('chats.showOnly')}</legend>
      {listFilters.map((filter) => (
        <FilterTab key={filter} filter={filter} count={counts[filter]} />
      ))}
    </fieldset>
  );
}
