import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SearchField } from '../../ui/search-field.tsx';

interface PickListProps<Item> {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly onPick: (item: Item) => void;
  readonly children: (item: Item) => ReactNode;
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops: Element[] = [...event.currentTarget.querySelectorAll('input, [data-pick]')];
  const at = document.activeElement === null ? -1 : stops.indexOf(document.activeElement);
  event.preventDefault();
  const next = stops[at + step];
  if (next instanceof HTMLElement) next.focus();
}

/** Something to choose from a list that narrows as one types; arrows walk, Enter chooses. */
export function PickList<Item>(props: PickListProps<Item>) {
  const { t } = useTranslation();
  const { label, typed, onType, items, keyOf, onPick, children } = props;
  return (
    <fieldset className="m-0 grid min-w-0 gap-2 border-0 p-0" onKeyDown={walk}>
      <legend className="sr-only">{label}</legend>
      <SearchField label={label} value={typed} onChange={onType} first />
      {items.length === 0 && (
        <p className="px-2 py-4 text-center text-sm text-ink-soft">{t('search.noChoice')}</p>
      )}
      <ul className="-mx-1 max-h-64 overflow-y-auto">
        {items.map((item) => (
          <li key={keyOf(item)}>
            <button
              type="button"
              data-pick
              onClick={() => onPick(item)}
              className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
            >
              {children(item)}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
