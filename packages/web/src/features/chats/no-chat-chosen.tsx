import { Suspense } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import { useMedia } from '../../ui/use-media.ts';

const Welcome = lazyPart(() => import('./welcome.tsx'));

/** Fills the place of the conversation on a desk while none is open. */
export function NoChatChosen() {
  const roomy = useMedia('(width >= 40.0625rem)');
  if (!roomy) return null;
  return (
    <div className="flex min-w-0 grow">
      <Suspense>
        <Welcome />
      </Suspense>
    </div>
  );
}
