import { Ellipsis, type LucideIcon } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import { lazyPart } from '../app/lazy-part.ts';
import type { MenuAction } from './action-menu.tsx';
import { IconButton } from './icon-button.tsx';

const ActionMenu = lazyPart(async () => ({ default: (await import('./action-menu.tsx')).ActionMenu }));

interface MenuButtonProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly icon?: LucideIcon;
}

/** A button with a menu, whose code is loaded when it is first opened. */
export function MenuButton({ label, actions, icon = Ellipsis }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton
        ref={trigger}
        icon={icon}
        label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <ActionMenu label={label} triggerRef={trigger} actions={actions} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
