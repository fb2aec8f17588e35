/** The columns whose width can be chosen, with their bounds in px at the normal text size. */
export const columns = {
  list: { property: '--list-width', least: 240, normal: 336, most: 520 },
  pane: { property: '--pane-width', least: 280, normal: 360, most: 560 },
} as const;
export type Column = keyof typeof columns;

const prefix = 'parley.width.';

/** A width between the bounds of its column; the normal one for what is no number. */
export function boundedWidth(column: Column, px: number): number {
  const { least, normal, most } = columns[column];
  return Number.isFinite(px) ? Math.min(most, Math.max(least, Math.round(px))) : normal;
}

/** The remembered width of a column, in px. */
export function columnWidth(column: Column): number {
  return boundedWidth(column, Number.parseFloat(localStorage.getItem(prefix + column) ?? ''));
}

/** Shows a width without remembering it: while a divider is dragged. */
export function showColumnWidth(column: Column, px: number): void {
  document.documentElement.style.setProperty(columns[column].property, `${boundedWidth(column, px)}px`);
}

/** Shows and remembers a width. */
export function keepColumnWidth(column: Column, px: number): void {
  localStorage.setItem(prefix + column, String(boundedWidth(column, px)));
  showColumnWidth(column, px);
}

/** Applies the remembered widths; call before the first render, so that nothing shifts. */
export function startColumns(): void {
  for (const column of ['list', 'pane'] as const) {
    if (localStorage.getItem(prefix + column) !== null) showColumnWidth(column, columnWidth(column));
  }
}
