import type { PresenceState } from '@parley/protocol/user.ts';
import { classNames } from './class-names.ts';

const fills: Record<PresenceState, string> = {
  online: 'bg-online',
  away: 'bg-away',
  offline: 'bg-line-strong',
};

/** A coloured dot; whoever shows it says the state in words as well. */
export function PresenceDot({
  state,
  className,
}: {
  readonly state: PresenceState;
  readonly className?: string;
}) {
  return (
    <span className={classNames('block rounded-full border-2 border-surface', fills[state], className)} />
  );
}
