import type { EmojiDetails, SkinTone } from 'frimousse';

export interface EmojiChoice {
  readonly emoji: string;
  /** Its name in the language it was chosen in. */
  readonly label: string;
}

const recentKey = 'parley.emoji.recent';
const toneKey = 'parley.emoji.tone';
const keptRecent = 16;

const toneNames: ReadonlySet<string> = new Set(['light', 'medium-light', 'medium', 'medium-dark', 'dark']);

/** The skin tone chosen on this device. */
export function readSkinTone(): SkinTone {
  const kept = localStorage.getItem(toneKey) ?? '';
  return toneNames.has(kept) ? (kept as SkinTone) : 'none';
}

export function writeSkinTone(tone: SkinTone): void {
  localStorage.setItem(toneKey, tone);
}

/** An emoji in a skin tone, where it has one. */
export function toned({ emoji, skins }: EmojiDetails, tone: SkinTone): string {
  return tone === 'none' ? emoji : (skins?.[tone] ?? emoji);
}

function isChoice(value: unknown): value is EmojiChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { emoji, label } = value as Record<string, unknown>;
  return typeof emoji === 'string' && typeof label === 'string';
}

/** The emoji used last on this device, the newest first. */
export function readRecentEmoji(): readonly EmojiChoice[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(recentKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isChoice).slice(0, keptRecent) : [];
  } catch {
    return [];
  }
}

/** The list with one more in front, each emoji once. */
export function withRecent(recent: readonly EmojiChoice[], choice: EmojiChoice): readonly EmojiChoice[] {
  return [choice, ...recent.filter(({ emoji }) => emoji !== choice.emoji)].slice(0, keptRecent);
}

export function rememberEmoji(choice: EmojiChoice): void {
  localStorage.setItem(recentKey, JSON.stringify(withRecent(readRecentEmoji(), choice)));
}
