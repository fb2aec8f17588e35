import { useEffect } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { namePage } from './page-name.ts';

/**
 * Names the browser's tab after what is shown, with an unread count in front, and tells screen readers of a new page.
 * Null leaves the naming to a part of the page.
 */
export function usePageTitle(title: string | null, unread = 0): void {
  const { t } = useTranslation();
  const appName = t('shell.appName');
  useEffect(() => {
    if (title === null) return;
    const name = `${title} · ${appName}`;
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [title, unread, appName]);
  useEffect(() => {
    if (title !== null) namePage(title);
  }, [title]);
}
