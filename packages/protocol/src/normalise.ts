/**
 * The text that search compares: Unicode NFKC, lower case, each run of white space one space (SEARCH1).
 * A message matches when the normalised query is a substring of its normalised text.
 */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
}
