import { Outlet } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLocale } from '../i18n/use-locale.ts';
import { Toasts } from '../ui/toast.tsx';

/** What is there on every page. */
export function RootLayout() {
  return (
    <I18nProvider locale={useLocale()}>
      <Outlet />
      <Toasts />
    </I18nProvider>
  );
}
