import { useTranslation } from './use-translation.ts';

/** The locale for dates, times and lists. */
export function useLocale(): string {
  return useTranslation().locale;
}
