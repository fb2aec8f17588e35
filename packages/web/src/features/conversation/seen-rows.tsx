import { memo } from 'react';
import { RowView } from './row-view.tsx';
import type { Row } from './rows.ts';
import type { RowVirtualizer } from './use-conversation-scroll.ts';

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
export function SeenRows({ rows, virtualizer, lit }: SeenRowsProps) {
  return virtualizer.getVirtualItems().map(({ key, index, start }) => {
    const row = rows[index];
    if (row === undefined) return null;
    const isLit = row.kind === 'message' && row.message.number === lit;
    return (
      <PlacedRow key={key} {...{ row, index, start }} lit={isLit} measure={virtualizer.measureElement} />
    );
  });
}
