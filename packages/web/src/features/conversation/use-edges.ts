import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useConversation } from './conversation-context.ts';
import type { RowVirtualizer } from './use-conversation-scroll.ts';

/** One end of what is shown. */
export interface Edge {
  /** Whether there are messages beyond. */
  readonly more: boolean;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly load: () => Promise<void>;
}

export interface Edges {
  readonly older: Edge;
  readonly newer: Edge;
}

/** Messages asked for at a time. */
const pageSize = 100;
/** Rows beyond what is seen: fewer are too few, and so are these when somebody scrolls towards them. */
const fewRows = 6;
const fewRowsAhead = 40;

function useEdge(more: boolean, loading: boolean, ask: () => Promise<void>): Edge {
  const [failed, setFailed] = useState(false);
  const load = useCallback(async () => {
    setFailed(false);
    await ask().catch(() => setFailed(true));
  }, [ask]);
  return useMemo(() => ({ more, loading, failed, load }), [more, loading, failed, load]);
}

/** The two ends of what is shown, and what goes on there. */
export function useEdges({ hasOlder, hasNewer, loadingOlder, loadingNewer }: ChatSnapshot): Edges {
  const { handle } = useConversation();
  const older = useEdge(
    hasOlder,
    loadingOlder,
    useCallback(() => handle.loadOlder(pageSize), [handle]),
  );
  const newer = useEdge(
    hasNewer,
    loadingNewer,
    useCallback(() => handle.loadNewer(pageSize), [handle]),
  );
  return { older, newer };
}

interface Standing {
  /** Whether the list stands where it was to go. */
  readonly settled: boolean;
  /** Whether it is at the end of the chat. */
  readonly atEnd: boolean;
}

/** Asks for more before the end of what is loaded comes into sight. */
export function useLoadAhead(virtualizer: RowVirtualizer, edges: Edges, { settled, atEnd }: Standing): void {
  const { range, scrollDirection } = virtualizer;
  // Rows that are measured move the list a little, too: whoever is at the end goes nowhere.
  const backward = scrollDirection === 'backward' && !atEnd;
  const above = range?.startIndex ?? Number.POSITIVE_INFINITY;
  const below = virtualizer.options.count - 1 - (range?.endIndex ?? Number.NEGATIVE_INFINITY);
  useWanted(edges.older, settled && above < (backward ? fewRowsAhead : fewRows));
  useWanted(edges.newer, settled && below < (scrollDirection === 'forward' ? fewRowsAhead : fewRows));
}

function useWanted({ more, loading, failed, load }: Edge, near: boolean): void {
  const wanted = near && more && !loading && !failed;
  useEffect(() => {
    if (wanted) void load();
  }, [wanted, load]);
}
