import { type AriaAttributes, memo } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { useConversation } from './conversation-context.ts';
import { MessageView } from './message/message-view.tsx';
import { PendingView } from './message/pending-view.tsx';
import type { Row } from './rows.ts';
import { DayHeading, UnreadLine } from './separators.tsx';
import { SystemLine } from './system-line.tsx';
import { textIdOf } from './text-id.ts';

function RowBody({ row }: { readonly row: Row }) {
  if (row.kind === 'message') return <MessageView row={row} />;
  if (row.kind === 'pending') return <PendingView row={row} />;
  return <SystemLine row={row} />;
}

/** What a screen reader says of the article: who wrote it, then what; of what happened, the words for it (A11Y4). */
function useWords(row: Row): AriaAttributes {
  const { nameOf, me } = useConversation();
  const text = textIdOf(row);
  if (row.kind === 'system') return { 'aria-labelledby': text };
  const author = row.kind === 'message' ? row.message.sender : me;
  return { 'aria-label': nameOf(author), 'aria-describedby': text };
}

interface RowViewProps {
  readonly row: Row;
  /** Lit up because somebody jumped here. */
  readonly lit: boolean;
}

/** One row of the conversation with what stands above it; rendered anew only when it changed (WEB68). */
export const RowView = memo(function RowView({ row, lit }: RowViewProps) {
  const { chat } = useConversation();
  const number = row.kind === 'message' ? row.message.number : undefined;
  return (
    <div className={classNames('px-3 desk:px-6', row.startsGroup ? 'pt-2.5' : 'pt-0.5')}>
      {row.startsDay && <DayHeading at={row.at} />}
      {row.startsUnread && <UnreadLine />}
      <article
        {...useWords(row)}
        tabIndex={-1}
        data-number={number}
        aria-posinset={number}
        aria-setsize={number === undefined ? undefined : chat.messagesCount}
        className={classNames('-mx-2 rounded-md px-2', lit && 'animate-[flash_1.8s_ease-out]')}
      >
        <RowBody row={row} />
      </article>
    </div>
  );
});
