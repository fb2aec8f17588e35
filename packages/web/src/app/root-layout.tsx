import { Suspense } from 'react';
import { useStore } from '../data/use-store.ts';
import { Toasts } from '../ui/toast.tsx';
import { lazyPart } from './lazy-part.ts';
import { pageGoneTo } from './page-name.ts';
import { Outlet } from './routing/outlet.tsx';
import { updateReady } from './update-ready.ts';

const UpdateNotice = lazyPart(() => import('./update-notice.tsx'));

/** What is there on every page. */
export function RootLayout() {
  const ready = useStore(updateReady);
  return (
    <>
      <Outlet />
      <Toasts />
      <p aria-live="polite" className="sr-only">
        {useStore(pageGoneTo)}
      </p>
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-20 z-40 flex justify-center px-4"
      >
        <Suspense>{ready && <UpdateNotice />}</Suspense>
      </div>
    </>
  );
}
