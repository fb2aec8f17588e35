import type { EverywhereMatch } from '@parley/protocol/search.ts';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { pageHistory } from '../../app/routing/page-history.ts';
import { useParam } from '../../app/routing/use-shown.ts';
import type { SearchFilters } from '../../app/search-params.ts';
import { usePictures } from '../../data/use-names.ts';
import { useNow } from '../../data/use-now.ts';
import { fullTime, rowTime } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { excerpt } from '../../ui/highlight.ts';
import { Highlighted } from '../../ui/highlighted.tsx';
import { useWide } from '../../ui/use-media.ts';

interface ResultRowProps {
  readonly match: EverywhereMatch;
  /** Who wrote it, by display name. */
  readonly author: string;
  /** Go along, so that the search stays open beside the conversation. */
  readonly filters: SearchFilters;
}

/**
 * Where a result leads. With room for a third column the search stays beside the conversation, and results of one
 * chat share one entry of the history.
 */
function useTarget({ match, filters }: ResultRowProps) {
  const wide = useWide();
  const number = useParam('number');
  const sameChat = wide && number === String(match.chat);
  return {
    to: addresses.message(match.chat, match.message.number, wide ? { pane: 'search', ...filters } : {}),
    // What lies below stays what it was.
    ...(sameChat && { replace: true, state: pageHistory.place.state }),
  };
}

/** A message that was found, in its surroundings; pressing it goes there. */
export function ResultRow(props: ResultRowProps) {
  const locale = useLocale();
  const now = useNow();
  const pictureOf = usePictures();
  const target = useTarget(props);
  const { author } = props;
  const { message, highlights } = props.match;
  const { text, ranges } = excerpt(message.content ?? '', highlights);
  const at = new Date(message.at);
  return (
    <li>
      <Link
        {...target}
        data-result
        anyQuery
        className="flex gap-3 rounded-md px-3 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 data-[status=active]:bg-selected"
      >
        <Avatar name={author} seed={message.sender ?? ''} picture={pictureOf(message.sender)} />
        <span className="min-w-0 grow">
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 grow truncate font-medium">
              <bdi>{author}</bdi>
            </span>
            <time
              dateTime={message.at}
              title={fullTime(at, locale)}
              className="shrink-0 text-xs text-ink-faint tabular-nums"
            >
              {rowTime(at, now, locale)}
            </time>
          </span>
          <span dir="auto" className="line-clamp-3 text-sm [overflow-wrap:anywhere] text-ink-soft">
            <Highlighted text={text} ranges={ranges} />
          </span>
        </span>
      </Link>
    </li>
  );
}
