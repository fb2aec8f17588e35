import type { Message } from '@parley/protocol/message.ts';
import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { useConversation } from './conversation-context.ts';

/** Adds a reaction, or takes the own one back. */
export function useReact(message: Message): (emoji: string) => void {
  const { handle, me } = useConversation();
  const { run } = useAction();
  return (emoji) => {
    const mine = message.reactions?.some((one) => one.emoji === emoji && one.usernames.includes(me));
    void run(() => (mine ? handle.unreact(message.number, emoji) : handle.react(message.number, emoji)));
  };
}

/** The reactions under a message, each a switch of one's own. */
export function Reactions({ message }: { readonly message: Message }) {
  const { t, number, list } = useTranslation();
  const { me, nameOf } = useConversation();
  const react = useReact(message);
  if (message.reactions === undefined || message.reactions.length === 0) return null;
  return (
    <ul aria-label={t('conversation.reactions')} className="relative z-1 -mt-1 flex flex-wrap gap-1 px-1.5">
      {message.reactions.map(({ emoji, usernames }) => {
        const words = t('conversation.reacted', { emoji, names: list(usernames.map(nameOf)) });
        return (
          <li key={emoji}>
            <button
              type="button"
              title={words}
              aria-label={words}
              aria-pressed={usernames.includes(me)}
              onClick={() => react(emoji)}
              className={classNames(
                'flex min-h-6 items-center gap-1 rounded-full border px-2 text-xs tabular-nums',
                usernames.includes(me)
                  ? 'border-accent bg-selected'
                  : 'border-line bg-surface hover:bg-hover',
              )}
            >
              <span aria-hidden>{emoji}</span>
              {usernames.length > 1 && number(usernames.length)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
