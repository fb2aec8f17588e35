import { List, Pin } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { messageWords } from '../../chats/preview.ts';
import { useConversation } from '../conversation-context.ts';
import { usePins } from './use-pins.ts';

/** Above the messages: the newest pinned one; each press goes to it and then shows the one before. */
export default function PinnedBar() {
  const { t } = useTranslation();
  const { handle, chat, jumpTo, open } = useConversation();
  const pins = usePins(handle, chat);
  const [turn, setTurn] = useState(0);
  const place = turn % Math.max(1, pins.length);
  const pin = pins[place];
  if (pin === undefined) return null;
  const words = t('conversation.pinned', { count: pins.length });
  function go(number: number): void {
    jumpTo(number);
    setTurn(place + 1);
  }
  return (
    <aside
      aria-label={words}
      className="flex shrink-0 items-center gap-2 border-b border-line bg-surface ps-3 pe-2 desk:ps-4"
    >
      <button
        type="button"
        title={t('conversation.jumpToPinned')}
        onClick={() => go(pin.number)}
        className="flex min-h-11 min-w-0 grow items-center gap-3 rounded-md px-1.5 text-start text-sm hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Pin aria-hidden size={16} className="shrink-0 text-accent" />
        <span className="min-w-0 grow">
          <span className="block text-xs font-medium text-accent">{words}</span>
          <bdi className="block truncate text-ink-soft">{messageWords(pin, t)}</bdi>
        </span>
      </button>
      <IconButton
        icon={List}
        label={t('conversation.allPinned')}
        aria-haspopup="dialog"
        onClick={() => open({ kind: 'pins' })}
      />
    </aside>
  );
}
