import { useEffect, useRef, useState } from 'react';
import type { Row } from './rows.ts';
import type { RowVirtualizer } from './use-conversation-scroll.ts';

/** Somebody wants to see a message; a new object each time, so that asking twice works twice. */
export interface JumpRequest {
  readonly number: number;
}

const litMs = 1800;

/** Scrolls to the wanted message as soon as it is loaded; answers its number while it is lit up. */
export function useJump(
  jump: JumpRequest | null,
  rows: readonly Row[],
  virtualizer: RowVirtualizer,
): number | null {
  const done = useRef<JumpRequest | null>(null);
  const [lit, setLit] = useState<number | null>(null);
  useEffect(() => {
    if (jump === null || done.current === jump) return;
    const index = rows.findIndex((row) => row.kind === 'message' && row.message.number === jump.number);
    if (index === -1) return;
    done.current = jump;
    virtualizer.scrollToIndex(index, { align: 'center' });
    setLit(jump.number);
  }, [jump, rows, virtualizer]);
  useEffect(() => {
    if (lit === null) return;
    const timer = setTimeout(() => setLit(null), litMs);
    return () => clearTimeout(timer);
  }, [lit]);
  return lit;
}
