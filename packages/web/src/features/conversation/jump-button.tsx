import { ArrowDown } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';

interface JumpButtonProps {
  readonly visible: boolean;
  readonly unread: number;
  readonly onPress: () => void;
}

/** Back to the newest message, with how many have come since. */
export function JumpButton({ visible, unread, onPress }: JumpButtonProps) {
  const { t, number } = useTranslation();
  if (!visible) return null;
  const words = unread > 0 ? t('conversation.newMessages', { count: unread }) : t('conversation.newest');
  return (
    <button
      type="button"
      onClick={onPress}
      aria-label={words}
      title={words}
      className="absolute end-4 bottom-3 flex min-h-10 min-w-10 animate-[rise_160ms_var(--ease-calm)] items-center justify-center gap-1.5 rounded-full border border-line bg-raised px-2.5 text-sm font-medium shadow-float hover:bg-hover"
    >
      {unread > 0 && <span className="ps-1 text-accent tabular-nums">{number(unread)}</span>}
      <ArrowDown aria-hidden size={19} />
    </button>
  );
}
