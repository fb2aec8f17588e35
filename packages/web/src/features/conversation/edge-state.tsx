import { LoaderCircle } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Edge } from './use-edges.ts';

interface EdgeStateProps {
  readonly edge: Edge;
  readonly end: 'older' | 'newer';
  /** There is not a single row. */
  readonly empty: boolean;
}

/** What stands beyond the oldest and the newest message shown: loading, failed, or the beginning. */
export function EdgeState({ edge, end, empty }: EdgeStateProps) {
  const { t } = useTranslation();
  const { more, loading, failed, load } = edge;
  if (end === 'newer' && !more && !failed) return null;
  return (
    <p
      className={classNames(
        'absolute inset-x-0 flex h-10 items-center justify-center gap-2 text-sm text-ink-faint',
        end === 'older' ? 'top-0' : 'bottom-0',
      )}
    >
      {loading && (
        <>
          <LoaderCircle aria-hidden size={16} className="animate-spin" />
          {t(end === 'older' ? 'conversation.loadingOlder' : 'conversation.loadingNewer')}
        </>
      )}
      {failed && !loading && (
        <>
          {t(end === 'older' ? 'conversation.olderFailed' : 'conversation.newerFailed')}
          <button
            type="button"
            onClick={() => void load()}
            className="rounded-sm font-medium text-accent underline"
          >
            {t('shell.retry')}
          </button>
        </>
      )}
      {end === 'older' && !more && !loading && t(empty ? 'conversation.empty' : 'conversation.beginning')}
    </p>
  );
}
