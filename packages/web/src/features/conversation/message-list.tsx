import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useConversation } from './conversation-context.ts';
import { JumpButton } from './jump-button.tsx';
import { moveArticleFocus } from './move-article-focus.ts';
import { OlderState } from './older-state.tsx';
import { RowView } from './row-view.tsx';
import { buildRows, type Row } from './rows.ts';
import {
  type RowVirtualizer,
  useConversationVirtualizer,
  useLoadOlder,
  useOpeningPlace,
  useStayAtEnd,
} from './use-conversation-scroll.ts';
import { type JumpRequest, useJump } from './use-jump.ts';
import { useMarkRead } from './use-mark-read.ts';

/** What scrolls has to be reachable by keyboard. */
const reachable = { tabIndex: 0 };

interface MessageListProps {
  readonly snapshot: ChatSnapshot;
  readonly jump: JumpRequest | null;
}

/** The rows, with the unread line where it was when the conversation was opened. */
function useRows(snapshot: ChatSnapshot): readonly Row[] {
  const { chat, me } = useConversation();
  const [readOnOpening] = useState(() => (snapshot.unread > 0 ? chat.marks.read : null));
  const { pending, hasOlder } = snapshot;
  return useMemo(
    () => buildRows({ chat, pending, hasOlder, me, readOnOpening }),
    [chat, pending, hasOlder, me, readOnOpening],
  );
}

function useOlderState(snapshot: ChatSnapshot) {
  const { handle } = useConversation();
  const [failed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    handle.loadOlder().catch(() => setFailed(true));
  }, [handle]);
  return { hasOlder: snapshot.hasOlder, loading: snapshot.loadingOlder, failed, load };
}

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
    return (
      <div
        key={key}
        ref={virtualizer.measureElement}
        data-index={index}
        className="absolute inset-x-0 top-0"
        style={{ transform: `translateY(${start}px)` }}
      >
        <RowView row={row} lit={row.kind === 'message' && row.message.number === lit} />
      </div>
    );
  });
}

/** The conversation itself: newest at the foot, older ones loaded on the way up, only what is seen in the DOM. */
export function MessageList({ snapshot, jump }: MessageListProps) {
  const { t } = useTranslation();
  const { title } = useConversation();
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useRows(snapshot);
  const virtualizer = useConversationVirtualizer(rows, scroll);
  const older = useOlderState(snapshot);
  useOpeningPlace(virtualizer, rows);
  useStayAtEnd(virtualizer, scroll);
  useLoadOlder(virtualizer, { ...older, loading: older.loading || older.failed });
  const lit = useJump(jump, rows, virtualizer);
  const atEnd = virtualizer.isAtEnd();
  useMarkRead(snapshot, atEnd);
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        ref={scroll}
        role="feed"
        aria-label={t('conversation.messages', { name: title })}
        aria-busy={older.loading}
        {...reachable}
        onKeyDown={moveArticleFocus}
        className="flex grow flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div
          className="relative mx-auto mt-auto w-full max-w-240 shrink-0"
          style={{ height: virtualizer.getTotalSize() }}
        >
          <OlderState {...older} empty={rows.length === 0} />
          <SeenRows rows={rows} virtualizer={virtualizer} lit={lit} />
        </div>
      </div>
      <JumpButton visible={!atEnd} unread={snapshot.unread} onPress={() => virtualizer.scrollToEnd()} />
    </div>
  );
}
