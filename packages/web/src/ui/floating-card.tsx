import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { AriaLanguage } from './aria-language.tsx';

interface FloatingCardProps {
  readonly label: string;
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small dialog that floats by its button while it is mounted; Escape or a press elsewhere closes it. */
export function FloatingCard({ label, triggerRef, onClose, children }: FloatingCardProps) {
  return (
    <AriaLanguage>
      <Popover
        isOpen
        triggerRef={triggerRef}
        onOpenChange={(open) => !open && onClose()}
        placement="bottom start"
        offset={6}
        className="w-80 max-w-[calc(100vw-1.5rem)] animate-[rise_120ms_var(--ease-calm)] rounded-lg border border-line bg-raised shadow-float"
      >
        <Dialog aria-label={label} className="grid gap-3 p-3 outline-none">
          {children}
        </Dialog>
      </Popover>
    </AriaLanguage>
  );
}
