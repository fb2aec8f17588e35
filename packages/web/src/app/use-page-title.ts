import { useEffect } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';

/** Names the browser's tab after what is shown; an unread count stands in front. */
export function usePageTitle(title: string, unread = 0): void {
  const { t } = useTranslation();
  const appName = t('shell.appName');
  useEffect(() => {
    const name = title === '' ? appName : `${title} · ${appName}`;
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [title, unread, appName]);
}
