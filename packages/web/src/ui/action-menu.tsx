import type { LucideIcon } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { AriaLanguage } from './aria-language.tsx';
import { classNames } from './class-names.ts';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger?: boolean;
  /** The key that does the same where the menu belongs to. */
  readonly shortcut?: string;
  readonly run: () => void;
}

interface ActionMenuProps {
  readonly label: string;
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly actions: readonly MenuAction[];
  /** Stands above the actions. */
  readonly children?: ReactNode;
}

function ActionItem({ id, label, icon: Icon, danger, shortcut }: MenuAction) {
  return (
    <MenuItem
      id={id}
      className={classNames(
        'flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 text-sm data-[focused]:bg-hover focus-visible:-outline-offset-2',
        danger === true && 'text-danger',
      )}
    >
      <Icon aria-hidden size={17} className="shrink-0" />
      <span className="grow">{label}</span>
      {shortcut !== undefined && (
        <kbd aria-hidden className="ps-4 font-sans text-xs text-ink-faint pointer-coarse:hidden">
          {shortcut}
        </kbd>
      )}
    </MenuItem>
  );
}

/** A menu that floats by its button while it is mounted; arrows move, letters find, Escape closes. */
export function ActionMenu({ label, triggerRef, onClose, actions, children }: ActionMenuProps) {
  function act(id: string): void {
    onClose();
    actions.find((action) => action.id === id)?.run();
  }
  return (
    <AriaLanguage>
      <Popover
        isOpen
        triggerRef={triggerRef}
        onOpenChange={(open) => !open && onClose()}
        placement="bottom end"
        offset={4}
        className="animate-[rise_120ms_var(--ease-calm)] rounded-lg border border-line bg-raised shadow-float"
      >
        <Dialog aria-label={label} className="outline-none">
          {children}
          <Menu
            aria-label={label}
            autoFocus="first"
            onAction={(id) => act(String(id))}
            className="min-w-52 p-1.5 outline-none"
          >
            {actions.map((action) => (
              <ActionItem key={action.id} {...action} />
            ))}
          </Menu>
        </Dialog>
      </Popover>
    </AriaLanguage>
  );
}
