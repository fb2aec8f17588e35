import { Suspense } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import type { Pane } from '../../app/search-params.ts';
import { usePreload } from '../../app/use-preload.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { HoldKeys } from '../../ui/hold-keys.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWide } from '../../ui/use-media.ts';
import { Resizable } from '../shell/resizable.tsx';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { usePane } from './use-pane.ts';

const DetailsPane = lazyPart(() => import('../groups/details-pane.tsx'));
const loadSearch = () => import('../search/search-pane.tsx');
const SearchPane = lazyPart(loadSearch);

function LoadingPane({ pane }: { readonly pane: Pane }) {
  const { t } = useTranslation();
  return (
    <>
      {pane === 'search' && <HoldKeys />}
      <div className="min-w-0 grow pt-15">
        <SkeletonRows rows={5} label={t('shell.loading')} />
      </div>
    </>
  );
}

/** The third column, or what lies over the conversation where there is no room for one. */
export function SidePanes({ number }: { readonly number: number }) {
  const { shown, open, close } = usePane();
  const wide = useWide();
  usePreload(loadSearch);
  useShortcut('searchHere', () => open({ pane: 'search', chat: number }), shown !== 'search');
  useShortcut('details', () => (shown === 'details' ? close() : open({ pane: 'details' })));
  // Details that stand beside every conversation are a column, not a layer: Escape elsewhere leaves them.
  useShortcut('close', close, shown === 'search' || (shown === 'details' && !wide));
  if (shown === null) return null;
  return (
    <div className="absolute inset-0 z-10 flex border-line bg-surface wide:relative wide:inset-auto wide:w-(--pane-width) wide:max-w-[45%] wide:shrink-0 wide:border-s">
      <Resizable column="pane" />
      <Suspense fallback={<LoadingPane pane={shown} />}>
        {shown === 'details' ? <DetailsPane key={number} number={number} /> : <SearchPane />}
      </Suspense>
    </div>
  );
}
