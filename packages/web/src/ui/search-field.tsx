import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { IconButton } from './icon-button.tsx';
import { useFirstFocus } from './use-first-focus.ts';

interface SearchFieldProps {
  /** Its name; also stands in it while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Takes the focus when it appears. */
  readonly first?: boolean;
  /** ↓ leads to what the field is for. */
  readonly onArrowDown?: () => void;
}

/** A line to filter or search by; Escape empties it. */
export function SearchField({ label, value, onChange, first = false, onArrowDown }: SearchFieldProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLInputElement>(null);
  useFirstFocus(element, first);
  return (
    <div className="relative">
      <Search aria-hidden size={17} className="absolute start-3 top-3 text-ink-faint" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        ref={element}
        autoComplete="off"
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && !event.altKey && onArrowDown !== undefined) {
            event.preventDefault();
            onArrowDown();
          }
          if (event.key !== 'Escape' || value === '') return;
          event.stopPropagation();
          onChange('');
        }}
        className="min-h-10 w-full appearance-none rounded-md bg-sunken ps-9.5 pe-10 focus-visible:-outline-offset-2 [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <IconButton
          icon={X}
          small
          label={t('shell.clearSearch')}
          onClick={() => onChange('')}
          className="absolute end-1 top-1"
        />
      )}
    </div>
  );
}
