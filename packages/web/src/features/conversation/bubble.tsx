import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';

interface BubbleProps {
  readonly own: boolean;
  /** The last of its run has the corner that points to its author. */
  readonly ends: boolean;
  readonly starts: boolean;
  readonly children: ReactNode;
}

/** The shape a message's text stands in. */
export function Bubble({ own, starts, ends, children }: BubbleProps) {
  return (
    <div
      className={classNames(
        'flow-root w-fit max-w-full overflow-clip rounded-lg px-3 py-2 [overflow-wrap:anywhere]',
        own
          ? 'ms-auto border border-bubble-own-line bg-bubble-own text-bubble-own-ink'
          : 'border border-bubble-line bg-bubble-other shadow-[0_1px_1px_rgb(0_0_0/0.03)]',
        own && !starts && 'rounded-se-sm',
        own && !ends && 'rounded-ee-sm',
        !own && !starts && 'rounded-ss-sm',
        !own && !ends && 'rounded-es-sm',
      )}
    >
      {children}
    </div>
  );
}
