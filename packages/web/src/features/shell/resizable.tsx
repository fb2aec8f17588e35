import { Suspense } from 'react';
import type { Column } from '../../app/columns.ts';
import { lazyFirstPart } from '../../app/lazy-part.ts';
import { whenIdle } from '../../app/when-idle.ts';
import { useMedia } from '../../ui/use-media.ts';

const ColumnDivider = lazyFirstPart(async () => {
  await whenIdle(1500);
  return import('./column-divider.tsx');
});

/** Lets the column it stands in be resized, where there is a pointer or keyboard to do it with and room to do it in. */
export function Resizable({ column }: { readonly column: Column }) {
  const roomy = useMedia('(width >= 40.0625rem)');
  return <Suspense>{roomy && <ColumnDivider column={column} />}</Suspense>;
}
