import type { MessageMatch } from '@parley/protocol/message.ts';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../data/use-now.ts';
import { rowTime } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { excerpt } from '../../ui/highlight.ts';
import { Highlighted } from '../../ui/highlighted.tsx';

interface ResultRowProps {
  readonly match: MessageMatch;
  readonly chat: number;
  /** Who wrote it, by display name. */
  readonly author: string;
  /** The chat's name, where results come from several. */
  readonly place?: string;
}

/** A message that was found, in its surroundings; pressing it goes there. */
export function ResultRow({ match, chat, author, place }: ResultRowProps) {
  const locale = useLocale();
  const now = useNow();
  const { message } = match;
  const { text, ranges } = excerpt(message.content ?? '', match.highlights);
  return (
    <li>
      <Link
        to="/chats/$number/messages/$message"
        params={{ number: String(chat), message: String(message.number) }}
        className="flex gap-3 rounded-md px-3 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Avatar name={author} seed={message.sender ?? ''} />
        <span className="min-w-0 grow">
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 grow truncate font-medium">
              <bdi>{author}</bdi>
              {place !== undefined && (
                <span className="font-normal text-ink-faint">
                  {' · '}
                  <bdi>{place}</bdi>
                </span>
              )}
            </span>
            <time dateTime={message.at} className="shrink-0 text-xs text-ink-faint tabular-nums">
              {rowTime(new Date(message.at), now, locale)}
            </time>
          </span>
          <span dir="auto" className="line-clamp-2 text-sm [overflow-wrap:anywhere] text-ink-soft">
            <Highlighted text={text} ranges={ranges} />
          </span>
        </span>
      </Link>
    </li>
  );
}
