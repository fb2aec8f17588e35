import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { useMemo, useState } from 'react';
import { useConversation } from './conversation-context.ts';
import { type Row, RowBuilder } from './rows.ts';

/** The rows, with the line of new messages where it belongs to what is shown. */
export function useRows(
  { shown, spoken, pending, hasOlder, hasNewer }: ChatSnapshot,
  line: number | null,
): readonly Row[] {
  const { me } = useConversation();
  const [builder] = useState(() => new RowBuilder(me));
  return useMemo(() => {
    const isShown = line !== null && (!hasOlder || (shown[0]?.number ?? 0) <= line + 1);
    return builder.build({
      ...{ messages: shown, spoken, pending, hasOlder, hasNewer },
      lineAfter: isShown ? line : null,
    });
  }, [builder, shown, spoken, pending, hasOlder, hasNewer, line]);
}
