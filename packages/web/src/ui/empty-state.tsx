import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Of the title: `h1` where this is the whole page. */
  readonly heading?: 'h1' | 'h2';
}

/** What a screen says when it has nothing to show: why, and what to do. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
}: EmptyStateProps) {
  return (
    <div className="m-auto flex max-w-sm flex-col items-center gap-3 px-8 py-12 text-center">
      <span className="grid size-14 place-items-center rounded-xl bg-selected text-accent">
        <Icon aria-hidden size={26} strokeWidth={1.7} />
      </span>
      <Heading className="text-lg font-semibold text-balance">{title}</Heading>
      {children !== undefined && <p className="text-pretty text-ink-soft">{children}</p>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
