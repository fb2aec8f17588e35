import type { ReactNode } from 'react';
import { classNames } from '../../../ui/class-names.ts';

const ownLook = 'border border-bubble-own-line bg-bubble-own';
const otherLook = 'border border-bubble-line bg-bubble-other shadow-[0_1px_1px_rgb(0_0_0/0.03)]';

interface BubbleProps {
  readonly own: boolean;
  /** The last of its run has the corner that points to its author. */
  readonly ends: boolean;
  readonly starts: boolean;
  /** Without a ground: for what is a picture of its own. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** The shape a message's text stands in. */
export function Bubble({ own, starts, ends, bare = false, children }: BubbleProps) {
  return (
    <div
      className={classNames(
        'flow-root w-fit max-w-full overflow-clip rounded-lg px-3 py-2 [overflow-wrap:anywhere]',
        own && 'ms-auto text-bubble-own-ink',
        !bare && (own ? ownLook : otherLook),
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
