import { useTranslation } from './use-translation.ts';

/** The chosen language as the reader's region writes it: “en-GB” has other dates than “en-US”. */
export function localeFor(language: string, wishes: readonly string[]): string {
  return wishes.find((wish) => wish.split('-')[0] === language) ?? language;
}

/** The locale for dates, times and lists. */
export function useLocale(): string {
  const { language } = useTranslation();
  return localeFor(language, navigator.languages);
}
