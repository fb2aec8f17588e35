/** The stickers there are, by name; each is a picture in `public/stickers`. */
export const stickers = [
  'hello',
  'thumbs-up',
  'love',
  'laugh',
  'party',
  'thanks',
  'hug',
  'cool',
  'thinking',
  'surprised',
  'sad',
  'angry',
  'sleepy',
  'coffee',
  'rain',
  'goodbye',
] as const;

export type Sticker = (typeof stickers)[number];

const known: ReadonlySet<string> = new Set(stickers);

/** Another server or a later version may have others: those are shown by their text. */
export function isSticker(name: string): name is Sticker {
  return known.has(name);
}
