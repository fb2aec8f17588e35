import type { Message, Reaction } from '@parley/protocol/message.ts';
import { type FocusEvent, type MouseEvent, useState } from 'react';
import { lazyPart } from '../../../app/lazy-part.ts';
import { isolated } from '../../../i18n/direction.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Extra } from '../../../ui/extra.tsx';
import { useConversation } from '../conversation-context.ts';
import { useReact } from './use-react.ts';

const HoverTip = lazyPart(() => import('../../../ui/hover-tip.tsx'));

/** Kinds that are shown before somebody asks for all. */
const shownKinds = 12;
/** Names in the words of one reaction; how many others there are is a number. */
const namedPeople = 20;

const chipLook = 'flex min-h-6 items-center gap-1 rounded-full border px-2 text-xs tabular-nums';

function useReactionWords(): (reaction: Reaction) => string {
  const { t, list, locale, language } = useTranslation();
  const { nameOf } = useConversation();
  return ({ emoji, usernames }) => {
    const named = usernames.slice(0, namedPeople).map(nameOf);
    const others = usernames.length - named.length;
    if (others === 0) return t('conversation.reacted', { emoji, names: list(named) });
    const unfinished = new Intl.ListFormat(locale, { type: 'unit' });
    const names = unfinished.format(named.map((name) => isolated(name, language)));
    return t('conversation.reactedMany', { emoji, names, count: others });
  };
}

interface ChipProps {
  readonly reaction: Reaction;
  readonly onPress: () => void;
}

/** One kind of reaction, a switch of one's own; who reacted is said on hover and on focus. */
function Chip({ reaction, onPress }: ChipProps) {
  const { me } = useConversation();
  const { number } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const words = useReactionWords()(reaction);
  const { emoji, usernames } = reaction;
  const mine = usernames.includes(me);
  const show = ({ currentTarget }: MouseEvent<HTMLElement> | FocusEvent<HTMLElement>) =>
    setAnchor(currentTarget);
  return (
    <button
      type="button"
      data-reaction={emoji}
      aria-label={words}
      aria-pressed={mine}
      onClick={onPress}
      onMouseEnter={show}
      onFocus={show}
      onMouseLeave={() => setAnchor(null)}
      onBlur={() => setAnchor(null)}
      className={classNames(
        chipLook,
        mine ? 'border-accent bg-selected' : 'border-line bg-surface hover:bg-hover',
      )}
    >
      <span aria-hidden>{emoji}</span>
      {usernames.length > 1 && number(usernames.length)}
      <Extra>{anchor !== null && <HoverTip anchor={anchor}>{words}</HoverTip>}</Extra>
    </button>
  );
}

/** The reactions under a message; many kinds are folded away until somebody wants to see them. */
export function Reactions({ message }: { readonly message: Message }) {
  const { t, number } = useTranslation();
  const [all, setAll] = useState(false);
  const react = useReact(message);
  const { reactions = [] } = message;
  if (reactions.length === 0) return null;
  const shown = all ? reactions : reactions.slice(0, shownKinds);
  const hidden = reactions.length - shown.length;
  return (
    <ul aria-label={t('conversation.reactions')} className="relative z-1 -mt-1 flex flex-wrap gap-1 px-1.5">
      {shown.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip reaction={reaction} onPress={() => react(reaction.emoji)} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <button
            type="button"
            aria-label={t('conversation.moreReactions', { count: hidden })}
            onClick={() => setAll(true)}
            className={classNames(chipLook, 'border-line bg-surface text-ink-soft hover:bg-hover')}
          >
            +{number(hidden)}
          </button>
        </li>
      )}
    </ul>
  );
}
