import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { SkeletonRows } from './skeleton.tsx';

interface LoadedListProps {
  readonly pending: boolean;
  readonly failed: boolean;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly onMore: () => void;
  readonly onRetry: () => void;
  /** The list, or what says that it is empty. */
  readonly children: ReactNode;
}

/** What is around a list that comes in pages: loading, failed, more. */
export function LoadedList({
  pending,
  failed,
  hasMore,
  loadingMore,
  onMore,
  onRetry,
  children,
}: LoadedListProps) {
  const { t } = useTranslation();
  if (pending) return <SkeletonRows rows={5} label={t('shell.loading')} />;
  return (
    <>
      {failed ? (
        <div className="px-3 py-2">
          <Notice
            kind="error"
            action={
              <Button compact onClick={onRetry}>
                {t('shell.retry')}
              </Button>
            }
          >
            {t('errors.network')}
          </Notice>
        </div>
      ) : (
        children
      )}
      {hasMore && (
        <Button look="quiet" busy={loadingMore} onClick={onMore} className="mx-auto mt-2">
          {t('shell.loadMore')}
        </Button>
      )}
    </>
  );
}
