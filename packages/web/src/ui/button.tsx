import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from './class-names.ts';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line bg-surface text-ink hover:bg-hover',
  quiet: 'text-accent hover:bg-hover',
  danger: 'border border-danger/40 text-danger hover:bg-danger-soft',
} as const;

export type ButtonLook = keyof typeof looks;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
  readonly compact?: boolean;
  /** Something is under way: the button says so and takes no further press. */
  readonly busy?: boolean;
}

function ignore(event: MouseEvent): void {
  event.preventDefault();
}

/** A button; while busy it keeps the focus, which a disabled one would lose (A11Y3). */
export function Button({ look = 'plain', compact = false, busy = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? ignore : rest.onClick}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors duration-150',
        compact ? 'min-h-8 px-3 text-sm' : 'min-h-10 px-4',
        looks[look],
        'disabled:opacity-55 aria-disabled:opacity-55',
        className,
      )}
    />
  );
}
