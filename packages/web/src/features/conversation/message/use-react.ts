import type { Message } from '@parley/protocol/message.ts';
import { useAction } from '../../../data/use-action.ts';
import { useConversation } from '../conversation-context.ts';

/** Adds a reaction, or takes the own one back. */
export function useReact(message: Message): (emoji: string) => void {
  const { handle, me } = useConversation();
  const { run } = useAction();
  return (emoji) => {
    const mine = message.reactions?.some((one) => one.emoji === emoji && one.usernames.includes(me));
    void run(() => (mine ? handle.unreact(message.number, emoji) : handle.react(message.number, emoji)));
  };
}
