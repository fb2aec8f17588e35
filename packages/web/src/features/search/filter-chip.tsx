import { type LucideIcon, X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { FloatingCard } from '../../ui/floating-card.tsx';

interface FilterChipProps {
  readonly icon: LucideIcon;
  /** What is chosen by it: “Person”. */
  readonly label: string;
  /** What is chosen; null while nothing is. */
  readonly chosen: string | null;
  readonly onRemove: () => void;
  /** The picker, given what closes it. */
  readonly children: (close: () => void) => ReactNode;
}

interface ChipButtonProps extends Pick<FilterChipProps, 'icon' | 'label' | 'chosen'> {
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function ChipButton({ icon: Icon, label, chosen, trigger, open, onOpen }: ChipButtonProps) {
  const isSet = chosen !== null;
  return (
    <button
      ref={trigger}
      type="button"
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={onOpen}
      className={classNames(
        'inline-flex min-h-8 min-w-0 items-center gap-1.5 rounded-full ps-2.5 hover:bg-hover',
        isSet ? 'pe-1.5' : 'pe-3',
      )}
    >
      <Icon aria-hidden size={15} className="shrink-0" />
      <span className={isSet ? 'sr-only' : ''}>{label}</span>
      {isSet && <bdi className="truncate font-medium">{chosen}</bdi>}
    </button>
  );
}

/** One filter: a button with its picker, and once something is chosen a button that takes it away again. */
export function FilterChip({ children, onRemove, ...chip }: FilterChipProps) {
  const { t } = useTranslation();
  const { label, chosen } = chip;
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const look = chosen === null ? 'border-line text-ink-soft' : 'border-accent/40 bg-selected text-accent';
  function remove(): void {
    onRemove();
    trigger.current?.focus();
  }
  return (
    <span
      className={classNames('inline-flex max-w-full min-h-8 items-center rounded-full border text-sm', look)}
    >
      <ChipButton {...chip} trigger={trigger} open={open} onOpen={() => setOpen(true)} />
      {chosen !== null && (
        <button
          type="button"
          aria-label={t('search.removeFilter', { filter: `${label}: ${chosen}` })}
          onClick={remove}
          className="grid size-8 shrink-0 place-items-center rounded-full hover:bg-hover"
        >
          <X aria-hidden size={15} />
        </button>
      )}
      {open && (
        <FloatingCard label={label} triggerRef={trigger} onClose={() => setOpen(false)}>
          {children(() => setOpen(false))}
        </FloatingCard>
      )}
    </span>
  );
}
