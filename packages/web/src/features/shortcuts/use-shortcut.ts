import { useEffect, useEffectEvent } from 'react';
import { addShortcutHandler } from './shortcut-handlers.ts';
import type { ShortcutId } from './shortcut-table.ts';

/** Answers a shortcut while mounted and wanted; of several the one that came last. */
export function useShortcut(id: ShortcutId, handler: () => void, wanted = true): void {
  const current = useEffectEvent(handler);
  useEffect(() => {
    return wanted ? addShortcutHandler(id, () => current()) : undefined;
  }, [id, wanted]);
}
