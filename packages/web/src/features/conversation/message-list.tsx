import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { type FocusEvent, Suspense } from 'react';
import { lazyFirstPart } from '../../app/lazy-part.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { useConversation } from './conversation-context.ts';
import { EdgeState } from './edge-state.tsx';
import { JumpButtons } from './jump-button.tsx';
import { SeenRows } from './seen-rows.tsx';
import { useMessageList } from './use-message-list.ts';
import type { Timeline } from './use-timeline.ts';

const DayLabel = lazyFirstPart(() => import('./day-label.tsx'));

/** What scrolls has to be reachable by keyboard. */
const reachable = { tabIndex: 0 };

interface MessageListProps {
  readonly snapshot: ChatSnapshot;
  readonly timeline: Timeline;
}

function rowKeyOf({ target }: FocusEvent): string | null {
  return target.closest<HTMLElement>('[data-key]')?.dataset.key ?? null;
}

type List = ReturnType<typeof useMessageList>;

/** What scrolls: the rows at their places, and what stands beyond both ends. */
function Feed({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const { title } = useConversation();
  const { scroll, focused, rows, virtualizer, edges, opened, settled, lit, onKeyDown, stir } = list;
  return (
    <div
      ref={scroll}
      role="feed"
      aria-label={t('conversation.messages', { name: title })}
      aria-busy={!settled || edges.older.loading || edges.newer.loading}
      {...reachable}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        focused.current = rowKeyOf(event);
        stir();
      }}
      onBlur={() => {
        focused.current = null;
      }}
      className="flex grow flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
    >
      <div
        className={classNames('relative mx-auto mt-auto w-full max-w-240 shrink-0', !opened && 'invisible')}
        style={{ height: virtualizer.getTotalSize() }}
      >
        <EdgeState edge={edges.older} end="older" empty={rows.length === 0} />
        <SeenRows rows={rows} virtualizer={virtualizer} lit={lit} />
        <EdgeState edge={edges.newer} end="newer" empty={false} />
      </div>
    </div>
  );
}

/** The conversation itself: any stretch of it, more loaded at both ends, only what is seen in the DOM. */
export function MessageList({ snapshot, timeline }: MessageListProps) {
  const list = useMessageList(snapshot, timeline);
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <Suspense>
        {list.stirred && <DayLabel day={list.day} wanted={list.dayWanted} onDay={timeline.jumpToDay} />}
      </Suspense>
      <Feed list={list} />
      <JumpButtons
        atEnd={list.atEnd}
        unread={snapshot.unread}
        onNewest={() => timeline.jumpToNewest()}
        onUnread={list.toUnread}
      />
    </div>
  );
}
