export interface Keys {
  /** As `KeyboardEvent.key` says it; letters in lower case. */
  readonly key: string;
  /** Ctrl, or ⌘ on a Mac. */
  readonly mod?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
}

interface Shortcut {
  readonly keys: readonly Keys[];
  readonly group: 'go' | 'chat' | 'write';
  /** Whether the page hears it everywhere; others belong to what has the focus and are only told of in the sheet. */
  readonly everywhere: boolean;
}

/** Every shortcut there is: what is dispatched by, and what the sheet shows (WEB91). */
export const shortcuts = {
  switcher: { keys: [{ key: 'k', mod: true }], group: 'go', everywhere: true },
  previousChat: { keys: [{ key: 'ArrowUp', alt: true }], group: 'go', everywhere: true },
  nextChat: { keys: [{ key: 'ArrowDown', alt: true }], group: 'go', everywhere: true },
  previousUnread: { keys: [{ key: 'ArrowUp', alt: true, shift: true }], group: 'go', everywhere: true },
  nextUnread: { keys: [{ key: 'ArrowDown', alt: true, shift: true }], group: 'go', everywhere: true },
  searchEverywhere: { keys: [{ key: 'f', mod: true, shift: true }], group: 'go', everywhere: true },
  settings: { keys: [{ key: ',', mod: true }], group: 'go', everywhere: true },
  sheet: { keys: [{ key: '?' }, { key: '/', mod: true }], group: 'go', everywhere: true },
  searchHere: { keys: [{ key: 'f', mod: true }, { key: '/' }], group: 'chat', everywhere: true },
  details: { keys: [{ key: '.', mod: true }], group: 'chat', everywhere: true },
  close: { keys: [{ key: 'Escape' }], group: 'chat', everywhere: true },
  walkMessages: { keys: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }], group: 'chat', everywhere: false },
  send: { keys: [{ key: 'Enter' }], group: 'write', everywhere: false },
  newLine: { keys: [{ key: 'Enter', shift: true }], group: 'write', everywhere: false },
  editLast: { keys: [{ key: 'ArrowUp' }], group: 'write', everywhere: false },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof shortcuts;

export const shortcutIds = Object.keys(shortcuts) as readonly ShortcutId[];

/** Whether it is a character that somebody may want to write, or that speech input may say by accident (WCAG 2.1.4). */
export function isSingleKey({ key, mod = false, alt = false }: Keys): boolean {
  return !mod && !alt && key.length === 1;
}
