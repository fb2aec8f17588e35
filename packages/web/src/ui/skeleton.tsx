import { classNames } from './class-names.ts';

/** A grey shape where something is about to be. */
function Bar({ className }: { readonly className: string }) {
  return <span className={classNames('block animate-pulse rounded-sm bg-sunken', className)} />;
}

const widths = ['w-1/2', 'w-2/3', 'w-2/5', 'w-3/5', 'w-1/3'] as const;

/** Rows of a list that is loading; announced by its label, silent in its shapes. */
export function SkeletonRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-1 p-2">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex items-center gap-3 p-2">
          <Bar className="size-10 rounded-full" />
          <div className="grid grow gap-2">
            <Bar className={classNames('h-3', widths[row % widths.length])} />
            <Bar className="h-2.5 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** A face and two lines that are loading. */
export function SkeletonProfile({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="grid justify-items-center gap-3">
      <Bar className="size-24 rounded-full" />
      <Bar className="mt-1 h-4 w-1/2" />
      <Bar className="h-3 w-1/3" />
      <Bar className="mt-3 h-8 w-28" />
    </div>
  );
}

/** Bubbles of a conversation that is loading. */
export function SkeletonConversation({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="flex grow flex-col justify-end gap-3 p-4">
      {[0, 1, 2, 3, 4].map((row) => (
        <Bar
          key={row}
          className={classNames('h-10 rounded-lg', row % 3 === 2 ? 'w-2/5 self-end' : 'w-1/2 self-start')}
        />
      ))}
    </div>
  );
}
