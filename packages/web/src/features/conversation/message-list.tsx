import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { useConversation } from './conversation-context.ts';
import { DayLabel } from './day-label.tsx';
import { EdgeState } from './edge-state.tsx';
import { JumpButtons } from './jump-button.tsx';
import { RowView } from './row-view.tsx';
import { type Row, RowBuilder } from './rows.ts';
import { type RowVirtualizer, useConversationVirtualizer, useStayAtEnd } from './use-conversation-scroll.ts';
import { useEdges, useLoadAhead } from './use-edges.ts';
import { useFeedKeys, useRowFocus } from './use-feed-keys.ts';
import { useGoal } from './use-goal.ts';
import { useKeepPlace } from './use-keep-place.ts';
import { useLookedAt, useMarkRead } from './use-mark-read.ts';
import { useOwnSending } from './use-own-sending.ts';
import { useSight } from './use-sight.ts';
import type { Timeline } from './use-timeline.ts';
import { useUnreadLine } from './use-unread-line.ts';

/** What scrolls has to be reachable by keyboard. */
const reachable = { tabIndex: 0 };

interface MessageListProps {
  readonly snapshot: ChatSnapshot;
  readonly timeline: Timeline;
}

/** The rows, with the line of new messages where it belongs to what is shown. */
function useRows(
  { chat, shown, pending, hasOlder, hasNewer }: ChatSnapshot,
  line: number | null,
): readonly Row[] {
  const { me } = useConversation();
  const [builder] = useState(() => new RowBuilder(me));
  const entries = chat?.recent;
  return useMemo(() => {
    const isShown = line !== null && (!hasOlder || (shown[0]?.number ?? 0) <= line + 1);
    return builder.build({
      ...{ messages: shown, entries: entries ?? [], pending, hasOlder, hasNewer },
      lineAfter: isShown ? line : null,
    });
  }, [builder, shown, entries, pending, hasOlder, hasNewer, line]);
}

interface PlacedRowProps {
  readonly row: Row;
  readonly index: number;
  readonly start: number;
  readonly lit: boolean;
  readonly measure: (element: HTMLDivElement | null) => void;
}

/** A row at its place. */
const PlacedRow = memo(function PlacedRow({ row, index, start, lit, measure }: PlacedRowProps) {
  return (
    <div
      ref={measure}
      data-index={index}
      data-key={row.key}
      className="absolute inset-x-0 top-0"
      style={{ transform: `translateY(${start}px)` }}
    >
      <RowView row={row} lit={lit} />
    </div>
  );
});

interface SeenRowsProps {
  readonly rows: readonly Row[];
  readonly virtualizer: RowVirtualizer;
  /** The number of the message that is lit up. */
  readonly lit: number | null;
}

/** The rows in sight and a few beyond, each at its place. */
function SeenRows({ rows, virtualizer, lit }: SeenRowsProps) {
  return virtualizer.getVirtualItems().map(({ key, index, start }) => {
    const row = rows[index];
    if (row === undefined) return null;
    const isLit = row.kind === 'message' && row.message.number === lit;
    return (
      <PlacedRow key={key} {...{ row, index, start }} lit={isLit} measure={virtualizer.measureElement} />
    );
  });
}

/** The conversation itself: any stretch of it, more loaded at both ends, only what is seen in the DOM. */
export function MessageList({ snapshot, timeline }: MessageListProps) {
  const { t } = useTranslation();
  const { title } = useConversation();
  const scroll = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);
  const { line, watch } = useUnreadLine(snapshot);
  const rows = useRows(snapshot, line);
  const atNewest = !snapshot.hasNewer;
  const scene = { rows, scroll, atNewest, focused, timeline };
  const virtualizer = useConversationVirtualizer(scene);
  const edges = useEdges(snapshot);
  const focusRow = useRowFocus(scroll);
  const stage = { rows, ...snapshot, virtualizer, focusRow };
  const { opened, settled, lit, reached } = useGoal(timeline.goal, stage);
  const atEnd = atNewest && virtualizer.isAtEnd();
  const sight = useSight(virtualizer, rows, line);
  const lookedAt = useLookedAt();
  useStayAtEnd(virtualizer, scene);
  useKeepPlace(virtualizer, { ...scene, reached, atEnd });
  useLoadAhead(virtualizer, edges, settled);
  useMarkRead(snapshot, { lookedAt: lookedAt && opened, atEnd, lastSeen: sight.lastSeen });
  useEffect(() => watch(lookedAt && atEnd));
  useOwnSending(snapshot.pending, timeline);
  const onKeyDown = useFeedKeys(virtualizer, { rows, scroll, edges, timeline }, focusRow);
  const toUnread = line === null || !sight.lineAbove ? null : () => timeline.jumpToUnread(line);
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <DayLabel {...sight} wanted={sight.dayWanted && !atEnd} onDay={timeline.jumpToDay} />
      <div
        ref={scroll}
        role="feed"
        aria-label={t('conversation.messages', { name: title })}
        aria-busy={!settled || edges.older.loading || edges.newer.loading}
        {...reachable}
        onKeyDown={onKeyDown}
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
      <JumpButtons
        atEnd={atEnd}
        unread={snapshot.unread}
        onNewest={() => timeline.jumpToNewest()}
        onUnread={toUnread}
      />
    </div>
  );
}
