import type { EmojiData } from 'frimousse';

/** Emoji side by side; as many as fit on a narrow phone with 40 px each. */
export const columns = 8;
const rowPx = 40;
const headerPx = 28;

interface CategoryPlace {
  readonly index: number;
  readonly label: string;
  /** Its first emoji stands for it. */
  readonly emoji: string;
  readonly topPx: number;
}

/** Where each category begins in the list. */
export function categoryPlaces({
  emojis,
  categories,
}: Pick<EmojiData, 'emojis' | 'categories'>): readonly CategoryPlace[] {
  let topPx = 0;
  return categories.flatMap(({ index, label }) => {
    const members = emojis.filter(({ category }) => category === index);
    const [first] = members;
    if (first === undefined) return [];
    const place = { index, label, emoji: first.emoji, topPx };
    topPx += headerPx + Math.ceil(members.length / columns) * rowPx;
    return [place];
  });
}
