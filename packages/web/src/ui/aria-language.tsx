import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLocale } from '../i18n/use-locale.ts';

/**
 * Tells React Aria the language and direction that were chosen. Around what uses it and not around the page: nothing
 * of it belongs to the first view (WEB12).
 */
export function AriaLanguage({ children }: { readonly children: ReactNode }) {
  return <I18nProvider locale={useLocale()}>{children}</I18nProvider>;
}
