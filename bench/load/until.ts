import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so, or the time is up; answers whether it is so. What costs to ask is asked less often. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  giveUpMs: number,
  everyMs = 10,
): Promise<boolean> {
  const end = performance.now() + giveUpMs;
  while (!(await isSo())) {
    if (performance.now() > end) return false;
    await pause(everyMs);
  }
  return true;
}

/** Runs a task for each item, so many at a time. */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  task: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      await task(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}
