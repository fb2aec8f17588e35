import { useTranslation } from '../i18n/use-translation.ts';
import { showToast } from '../ui/toast.tsx';

/** Puts a text on the clipboard and says in a toast whether that worked. */
export function useCopy(): (text: string) => void {
  const { t } = useTranslation();
  return (text) => {
    navigator.clipboard.writeText(text).then(
      () => showToast(t('conversation.copied')),
      () => showToast(t('shell.failed'), 'failed'),
    );
  };
}
