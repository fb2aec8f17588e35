import { isSingleKey, type Keys, type ShortcutId, shortcutIds, shortcuts } from './shortcut-table.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export interface Circumstances {
  /** Whether ⌘ is what Ctrl is elsewhere. */
  readonly mac: boolean;
  /** Whether what is pressed would be text where the focus is. */
  readonly typing: boolean;
  /** Whether shortcuts of a single character are wished for. */
  readonly singleKeys: boolean;
}

function isPressed(keys: Keys, pressed: Pressed, mac: boolean): boolean {
  const { mod = false, alt = false, shift = false } = keys;
  const [wanted, other] = mac ? [pressed.metaKey, pressed.ctrlKey] : [pressed.ctrlKey, pressed.metaKey];
  // Where a character needs Shift depends on the layout: `?` is `?` however it is made.
  const shiftFits = isSingleKey(keys) || /^[^\p{L}\p{N}]$/u.test(keys.key) || pressed.shiftKey === shift;
  const sameKey = pressed.key === keys.key || pressed.key.toLowerCase() === keys.key;
  return sameKey && wanted === mod && !other && pressed.altKey === alt && shiftFits;
}

/** The shortcut that was pressed; null for none, or where the keys are somebody's text (WEB92). */
export function findShortcut(pressed: Pressed, circumstances: Circumstances): ShortcutId | null {
  const { mac, typing, singleKeys } = circumstances;
  const means = (keys: Keys) => {
    if (isSingleKey(keys) && (typing || !singleKeys)) return false;
    return isPressed(keys, pressed, mac);
  };
  return shortcutIds.find((id) => shortcuts[id].everywhere && shortcuts[id].keys.some(means)) ?? null;
}
