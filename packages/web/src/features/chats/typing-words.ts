import type { Translate } from '../../i18n/translator.ts';

/** Who is typing, by name, in a sentence; empty when nobody is. */
export function typingWords(names: readonly string[], t: Translate): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (second === undefined) return t('conversation.typingOne', { name: first });
  if (names.length === 2) return t('conversation.typingTwo', { first, second });
  return t('conversation.typingMany');
}
