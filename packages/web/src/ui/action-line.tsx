import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface ActionLineProps {
  readonly icon: LucideIcon;
  readonly danger?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** One of several things to do, a line each. */
export function ActionLine({ icon: Icon, danger = false, onClick, children }: ActionLineProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={classNames(
        'flex min-h-10 w-full items-center gap-3 rounded-md px-3 text-start transition-colors focus-visible:-outline-offset-2',
        danger ? 'text-danger hover:bg-danger-soft' : 'hover:bg-hover',
      )}
    >
      <Icon aria-hidden size={18} className={classNames('shrink-0', !danger && 'text-ink-soft')} />
      {children}
    </button>
  );
}
