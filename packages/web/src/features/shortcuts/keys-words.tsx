import { useTranslation } from '../../i18n/use-translation.ts';
import { isMac } from './is-mac.ts';
import type { Keys } from './shortcut-table.ts';

const signs: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Enter: '↵' };

/** The keys as they are written on a keyboard, each in a cap of its own. */
export function KeysWords({ keys }: { readonly keys: Keys }) {
  const { t } = useTranslation();
  const { key, mod = false, alt = false, shift = false } = keys;
  const caps = [
    ...(mod ? [isMac ? '⌘' : t('shortcuts.ctrl')] : []),
    ...(alt ? [isMac ? '⌥' : t('shortcuts.alt')] : []),
    ...(shift ? [isMac ? '⇧' : t('shortcuts.shift')] : []),
    signs[key] ?? key.toUpperCase(),
  ];
  return (
    <span className="inline-flex gap-1" dir="ltr">
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="grid min-h-6 min-w-6 place-items-center rounded-sm border border-line border-b-2 bg-surface px-1.5 font-sans text-xs font-medium text-ink-soft"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
