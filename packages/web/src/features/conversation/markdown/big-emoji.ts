const upToThree = /^(?:\p{RGI_Emoji}\s?){1,3}$/v;
/** How all emoji begin; most texts do not, and are spared the expression above, which takes long to set up. */
const begins = /^(?:[\d#*]\ufe0f|[©®\u203c-\u3299\ud83c-\ud83e])/;
/** Longer than any three emoji; keeps the expression from running over a long text. */
const longest = 120;

/** Whether a message is one to three emoji and nothing else. */
export function isBigEmoji(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= longest && begins.test(trimmed) && upToThree.test(trimmed);
}
