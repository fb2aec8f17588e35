import { LoaderCircle } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';

interface OlderStateProps {
  readonly hasOlder: boolean;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly load: () => void;
  /** There is not a single row. */
  readonly empty: boolean;
}

/** What stands above the oldest message: loading, failed, or the beginning. */
export function OlderState({ hasOlder, loading, failed, load, empty }: OlderStateProps) {
  const { t } = useTranslation();
  return (
    <p className="absolute inset-x-0 top-0 flex h-10 items-center justify-center gap-2 text-sm text-ink-faint">
      {loading && (
        <>
          <LoaderCircle aria-hidden size={16} className="animate-spin" />
          {t('conversation.loadingOlder')}
        </>
      )}
      {failed && !loading && (
        <>
          {t('conversation.olderFailed')}
          <button type="button" onClick={load} className="rounded-sm font-medium text-accent underline">
            {t('shell.retry')}
          </button>
        </>
      )}
      {!hasOlder && !loading && t(empty ? 'conversation.empty' : 'conversation.beginning')}
    </p>
  );
}
