import { ArrowDown, ArrowUp, type LucideIcon } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';

interface JumpButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Shown beside the arrow; 0: nothing. */
  readonly count: number;
  readonly onPress: () => void;
}

function JumpButton({ icon: Icon, label, count, onPress }: JumpButtonProps) {
  const { number } = useTranslation();
  return (
    <button
      type="button"
      onClick={onPress}
      aria-label={label}
      title={label}
      className="flex min-h-10 min-w-10 animate-[rise_160ms_var(--ease-calm)] items-center justify-center gap-1.5 rounded-full border border-line bg-raised px-2.5 text-sm font-medium shadow-float hover:bg-hover"
    >
      {count > 0 && <span className="ps-1 text-accent tabular-nums">{number(count)}</span>}
      <Icon aria-hidden size={19} />
    </button>
  );
}

interface JumpButtonsProps {
  readonly atEnd: boolean;
  readonly unread: number;
  readonly onNewest: () => void;
  /** Leads up to the line of new messages; null while that is not above. */
  readonly onUnread: (() => void) | null;
}

/** Up to the first new message, and back to the newest with how many have come since. */
export function JumpButtons({ atEnd, unread, onNewest, onUnread }: JumpButtonsProps) {
  const { t } = useTranslation();
  const toNewest = unread > 0 ? t('conversation.newMessages', { count: unread }) : t('conversation.newest');
  return (
    <div className="absolute end-4 bottom-3 grid justify-items-end gap-2">
      {onUnread !== null && (
        <JumpButton icon={ArrowUp} label={t('conversation.toUnread')} count={0} onPress={onUnread} />
      )}
      {!atEnd && <JumpButton icon={ArrowDown} label={toNewest} count={unread} onPress={onNewest} />}
    </div>
  );
}
