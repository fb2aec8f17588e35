import { CircleAlert } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Shown where a part of the page failed to render; the rest stays. */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <div role="alert" className="flex h-full grow">
      <EmptyState
        icon={CircleAlert}
        title={t('shell.crashTitle')}
        action={
          <Button look="primary" onClick={() => location.reload()}>
            {t('shell.reload')}
          </Button>
        }
      >
        {t('shell.crash')}
      </EmptyState>
    </div>
  );
}
