import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface NoticeProps {
  readonly kind: 'error' | 'info';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A sentence about what just happened, in place; errors are announced at once. */
export function Notice({ kind, children, action }: NoticeProps) {
  const Icon = kind === 'error' ? CircleAlert : Info;
  return (
    <div
      role={kind === 'error' ? 'alert' : 'status'}
      className={classNames(
        'flex items-center gap-2.5 rounded-md px-3 py-2.5 text-sm',
        kind === 'error' ? 'bg-danger-soft text-danger' : 'bg-selected text-ink',
      )}
    >
      <Icon aria-hidden size={17} className="shrink-0" />
      <span className="min-w-0 grow">{children}</span>
      {action}
    </div>
  );
}
