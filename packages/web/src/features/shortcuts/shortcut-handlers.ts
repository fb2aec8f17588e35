import type { ShortcutId } from './shortcut-table.ts';

type Handler = () => void;

const handlers = new Map<ShortcutId, readonly Handler[]>();

/** Answers a shortcut until the returned function is called. */
export function addShortcutHandler(id: ShortcutId, handler: Handler): () => void {
  handlers.set(id, [...(handlers.get(id) ?? []), handler]);
  return () => {
    handlers.set(
      id,
      (handlers.get(id) ?? []).filter((each) => each !== handler),
    );
  };
}

/** Who answers a shortcut: of several the one that came last. */
export function shortcutHandler(id: ShortcutId): Handler | undefined {
  return handlers.get(id)?.at(-1);
}
