export interface Run<Item> {
  readonly key: string;
  readonly items: readonly Item[];
}

/** Neighbours with the same key together, in their order: further results only ever come at the end. */
export function runsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Run<Item>[] {
  const runs: { key: string; items: Item[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = runs.at(-1);
    if (last?.key === key) last.items.push(item);
    else runs.push({ key, items: [item] });
  }
  return runs;
}
