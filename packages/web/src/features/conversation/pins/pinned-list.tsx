import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import type { ChatState } from '@parley/client/chat/chat-state.ts';
import type { Message } from '@parley/protocol/message.ts';
import { PinOff } from 'lucide-react';
import { useAction } from '../../../data/use-action.ts';
import { useNames } from '../../../data/use-names.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { messageWords } from '../../chats/preview.ts';
import { permittedActions } from '../actions/message-actions.ts';
import { usePins } from './use-pins.ts';

export interface PinnedListProps {
  readonly handle: ChatHandle;
  readonly chat: ChatState;
  /** Goes to a message of the list. */
  readonly onJump: (number: number) => void;
}

function PinnedRow({ handle, chat, pin, onJump }: PinnedListProps & { readonly pin: Message }) {
  const { t } = useTranslation();
  const nameOf = useNames(chat.members);
  const { busy, run } = useAction();
  const unpin = () => void run(() => handle.unpin(pin.number));
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        title={t('conversation.jumpToPinned')}
        onClick={() => onJump(pin.number)}
        className="min-w-0 grow rounded-md px-2 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
      >
        <bdi className="block truncate text-sm font-medium text-accent">{nameOf(pin.sender)}</bdi>
        <span dir="auto" className="line-clamp-2 text-sm">
          {messageWords(pin, t)}
        </span>
      </button>
      {permittedActions(pin, chat).includes('unpin') && (
        <IconButton small icon={PinOff} label={t('conversation.unpin')} disabled={busy} onClick={unpin} />
      )}
    </li>
  );
}

/** All pinned messages of a chat; nothing where there are none. */
export function PinnedList(props: PinnedListProps) {
  const { t } = useTranslation();
  const pins = usePins(props.handle, props.chat);
  if (pins.length === 0) return null;
  return (
    <ul aria-label={t('conversation.pinned', { count: pins.length })} className="-mx-2 flex flex-col gap-0.5">
      {pins.map((pin) => (
        <PinnedRow key={pin.number} {...props} pin={pin} />
      ))}
    </ul>
  );
}
