import type { EmojiData, EmojiDetails } from 'frimousse';

/** How well an emoji fits: its name first, then its keywords; 0: not at all. */
function score({ label, tags }: EmojiDetails, query: string): number {
  const name = label.toLocaleLowerCase();
  if (name === query) return 4;
  if (name.startsWith(query)) return 3;
  if (tags.some((tag) => tag === query)) return 2;
  return name.split(/\s/).some((word) => word.startsWith(query)) || tags.some((tag) => tag.startsWith(query))
    ? 1
    : 0;
}

/** Emoji whose name or a keyword begins so, the best first; underscores stand for spaces. */
export function searchEmoji(
  { emojis }: Pick<EmojiData, 'emojis'>,
  query: string,
  most: number,
): EmojiDetails[] {
  const wanted = query.replaceAll('_', ' ').toLocaleLowerCase();
  return emojis
    .map((emoji) => ({ emoji, fit: score(emoji, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .slice(0, most)
    .map(({ emoji }) => emoji);
}
