import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { useEffect, useRef, useState } from 'react';
import { useConversationVirtualizer, useStayAtEnd } from './use-conversation-scroll.ts';
import { useEdges, useLoadAhead } from './use-edges.ts';
import { useFeedKeys, useRowFocus } from './use-feed-keys.ts';
import { useGoal } from './use-goal.ts';
import { useKeepPlace } from './use-keep-place.ts';
import { useLookedAt, useMarkRead } from './use-mark-read.ts';
import { useOwnSending } from './use-own-sending.ts';
import { useRows } from './use-rows.ts';
import { useSight } from './use-sight.ts';
import type { Timeline } from './use-timeline.ts';
import { useUnreadLine } from './use-unread-line.ts';

/** How the list of messages scrolls, loads, reads and answers keys; what it shows of it is the component's. */
export function useMessageList(snapshot: ChatSnapshot, timeline: Timeline) {
  const scroll = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);
  const { line, watch } = useUnreadLine(snapshot);
  const rows = useRows(snapshot, line);
  const scene = { rows, scroll, atNewest: !snapshot.hasNewer, focused, timeline };
  const virtualizer = useConversationVirtualizer(scene);
  const edges = useEdges(snapshot);
  const focusRow = useRowFocus(scroll);
  const stage = { rows, ...snapshot, virtualizer, focusRow };
  const { opened, settled, lit, reached } = useGoal(timeline.goal, stage);
  const atEnd = scene.atNewest && virtualizer.isAtEnd();
  const sight = useSight(virtualizer, rows, line);
  const lookedAt = useLookedAt();
  useStayAtEnd(virtualizer, scene);
  useKeepPlace(virtualizer, { ...scene, reached, atEnd });
  useLoadAhead(virtualizer, edges, { settled, atEnd });
  useMarkRead(snapshot, { lookedAt: lookedAt && opened, atEnd, lastSeen: sight.lastSeen });
  useEffect(() => watch(lookedAt && atEnd));
  useOwnSending(snapshot.pending, timeline);
  const onKeyDown = useFeedKeys({ rows, edges, timeline, virtualizer, focusRow });
  const toUnread = line === null || !sight.lineAbove ? null : () => timeline.jumpToUnread(line);
  // The list going to its goal is nobody scrolling.
  const dayWanted = settled && sight.dayWanted && !atEnd;
  const [stirred, setStirred] = useState(false);
  if (dayWanted && !stirred) setStirred(true);
  return {
    ...{ scroll, focused, rows, virtualizer, edges, onKeyDown },
    ...{ opened, settled, lit, atEnd, toUnread },
    ...{ day: sight.day, dayWanted, stirred, stir: () => setStirred(true) },
  };
}
