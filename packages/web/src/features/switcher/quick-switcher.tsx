import { Search } from 'lucide-react';
import { useId, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import type { SwitcherGroup, SwitcherItem } from './switcher-items.ts';
import { SwitcherRow } from './switcher-row.tsx';
import { type Switcher, useSwitcher } from './use-switcher.ts';

interface GroupProps {
  readonly group: SwitcherGroup;
  readonly idOf: (item: SwitcherItem) => string;
  readonly current: SwitcherItem | undefined;
  readonly onPoint: (item: SwitcherItem) => void;
  readonly onChoose: (item: SwitcherItem) => void;
}

function Group({ group, idOf, current, onPoint, onChoose }: GroupProps) {
  const { t } = useTranslation();
  const title = t(`switcher.group.${group.kind}`);
  return (
    <>
      <p role="presentation" className="px-2.5 pt-2 pb-1 text-xs font-semibold text-ink-faint">
        {title}
      </p>
      {group.items.map((item) => (
        <SwitcherRow
          key={item.id}
          id={idOf(item)}
          item={item}
          current={item === current}
          onPoint={() => onPoint(item)}
          onChoose={() => onChoose(item)}
        />
      ))}
    </>
  );
}

interface FieldProps extends Pick<Switcher, 'typed' | 'type' | 'onKeyDown'> {
  readonly listId: string;
  readonly activeId: string | undefined;
}

function SwitcherField({ typed, type, onKeyDown, listId, activeId }: FieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useFirstFocus(field, true);
  return (
    <div className="flex items-center gap-3 border-b border-line px-4 focus-within:border-accent">
      <Search aria-hidden size={19} className="shrink-0 text-ink-faint" />
      <input
        ref={field}
        role="combobox"
        aria-label={t('switcher.title')}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={t('switcher.placeholder')}
        value={typed}
        maxLength={200}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-h-14 grow bg-transparent text-lg outline-none"
      />
    </div>
  );
}

/** Goes anywhere by a few letters: chats, people, commands. Arrows move, Enter goes, Escape closes. */
export default function QuickSwitcher({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const switcher = useSwitcher(onClose);
  const { typed, groups, current, choose, point } = switcher;
  const listId = useId();
  const idOf = (item: SwitcherItem) => `${listId} ${item.id}`.replaceAll(' ', '-');
  const activeId = current && idOf(current);
  return (
    <Dialog title={t('switcher.title')} onClose={onClose} look="bare">
      <SwitcherField {...switcher} listId={listId} activeId={activeId} />
      <div
        id={listId}
        role="listbox"
        aria-label={t('switcher.title')}
        className="max-h-96 overflow-y-auto p-2"
      >
        {groups.map((group) => (
          <Group
            key={group.kind}
            group={group}
            idOf={idOf}
            current={current}
            onPoint={point}
            onChoose={choose}
          />
        ))}
      </div>
      <p role="status" className={groups.length > 0 ? 'sr-only' : 'px-5 pb-8 text-center text-ink-soft'}>
        {groups.length === 0 && t('switcher.none', { query: typed.trim() })}
      </p>
    </Dialog>
  );
}
