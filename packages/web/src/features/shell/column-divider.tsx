import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import {
  boundedWidth,
  type Column,
  columns,
  columnWidth,
  keepColumnWidth,
  showColumnWidth,
} from '../../app/columns.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';

const stepPx = 16;

/** 1 where growing means moving towards the right of the screen: the list's end, or the pane's start in Arabic. */
function direction(column: Column): 1 | -1 {
  const rightToLeft = document.documentElement.dir === 'rtl';
  return (column === 'list') === rightToLeft ? -1 : 1;
}

function widthAfterKey(key: string, column: Column, width: number): number | null {
  const { least, most } = columns[column];
  if (key === 'Home') return least;
  if (key === 'End') return most;
  const step = key === 'ArrowRight' ? stepPx : key === 'ArrowLeft' ? -stepPx : null;
  return step === null ? null : width + step * direction(column);
}

/** Follows the pointer from press to release; the width is shown meanwhile and kept at the end. */
function drag(event: PointerEvent<HTMLElement>, column: Column, onKept: (px: number) => void): void {
  const { currentTarget: handle, clientX: from } = event;
  const width = columnWidth(column);
  const at = (x: number) => boundedWidth(column, width + (x - from) * direction(column));
  const move = (moved: globalThis.PointerEvent) => showColumnWidth(column, at(moved.clientX));
  const dragging = new AbortController();
  const { signal } = dragging;
  const end = (ended: globalThis.PointerEvent) => {
    dragging.abort();
    onKept(at(ended.clientX));
  };
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener('pointermove', move, { signal });
  handle.addEventListener('pointerup', end, { signal });
  handle.addEventListener('pointercancel', end, { signal });
}

/** The line between two columns: dragged, moved by arrow keys, put back by a double click. */
export default function ColumnDivider({ column }: { readonly column: Column }) {
  const { t } = useTranslation();
  const [width, setWidth] = useState(() => columnWidth(column));
  const { least, normal, most } = columns[column];
  function keep(px: number): void {
    keepColumnWidth(column, px);
    setWidth(columnWidth(column));
  }
  function onKeyDown(event: KeyboardEvent): void {
    const next = widthAfterKey(event.key, column, width);
    if (next === null) return;
    event.preventDefault();
    keep(next);
  }
  const focusable = { tabIndex: 0 };
  return (
    <hr
      {...focusable}
      aria-orientation="vertical"
      aria-label={column === 'list' ? t('shell.listWidth') : t('shell.paneWidth')}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.button === 0 && drag(event, column, keep)}
      onDoubleClick={() => keep(normal)}
      className={classNames(
        'absolute inset-y-0 z-20 m-0 h-full w-2.5 cursor-col-resize touch-none border-0 bg-clip-content px-1 transition-colors hover:bg-accent/50 focus-visible:bg-accent focus-visible:outline-none',
        column === 'list' ? '-end-1.5 max-desk:hidden' : '-start-1.5 max-wide:hidden',
      )}
    />
  );
}
