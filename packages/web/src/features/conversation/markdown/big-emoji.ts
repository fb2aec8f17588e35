const upToThree = /^(?:\p{RGI_Emoji}\s?){1,3}$/v;
/** Longer than any three emoji; keeps the expression from running over a long text. */
const longest = 120;

/** Whether a message is one to three emoji and nothing else. */
export function isBigEmoji(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= longest && upToThree.test(trimmed);
}
