import type { LucideIcon } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from './class-names.ts';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger?: boolean;
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

/** A menu that floats by its button while it is mounted; arrows move, letters find, Escape closes. */
export function ActionMenu({ label, triggerRef, onClose, actions, children }: ActionMenuProps) {
  function act(id: string): void {
    onClose();
    actions.find((action) => action.id === id)?.run();
  }
  return (
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
          {actions.map(({ id, label: words, icon: Icon, danger }) => (
            <MenuItem
              key={id}
              id={id}
              className={classNames(
                'flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 text-sm data-[focused]:bg-hover focus-visible:-outline-offset-2',
                danger === true && 'text-danger',
              )}
            >
              <Icon aria-hidden size={17} className="shrink-0" />
              {words}
            </MenuItem>
          ))}
        </Menu>
      </Dialog>
    </Popover>
  );
}
