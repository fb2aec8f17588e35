import type { Message } from '@parley/protocol/message.ts';
import { useAction } from '../../../data/use-action.ts';
import { useCopy } from '../../../data/use-copy.ts';
import { useConversation } from '../conversation-context.ts';
import type { MessageAction } from './message-actions.ts';

/** Does something with a message; what floats, floats by `anchor`. */
export type Perform = (action: MessageAction, message: Message, anchor: HTMLElement) => void;

export function usePerform(): Perform {
  const { chat, handle, reply, edit, open } = useConversation();
  const { run } = useAction();
  const copy = useCopy();
  return (action, message, anchor) => {
    const { number } = message;
    if (action === 'reply') reply(message);
    else if (action === 'edit') edit(message);
    else if (action === 'copy') copy(message.content ?? '');
    else if (action === 'link') copy(`${location.origin}/chats/${chat.number}/messages/${number}`);
    else if (action === 'pin') void run(() => handle.pin(number));
    else if (action === 'unpin') void run(() => handle.unpin(number));
    else if (action === 'react') open({ kind: 'react', message, anchor });
    else open({ kind: action, message });
  };
}
