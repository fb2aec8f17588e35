import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** Its accessible name and tooltip. */
  readonly label: string;
  readonly small?: boolean;
  /** Points along the line of text, and so the other way from right to left. */
  readonly mirrored?: boolean;
}

/** A square button with only a picture; 40 px, or 32 px where it is one of several. */
export function IconButton({
  icon: Icon,
  label,
  small = false,
  mirrored = false,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={classNames(
        'inline-grid shrink-0 place-items-center rounded-md text-ink-soft transition-colors duration-150 hover:bg-hover hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent',
        small ? 'size-8' : 'size-10',
        className,
      )}
    >
      <Icon
        aria-hidden
        size={small ? 17 : 20}
        strokeWidth={1.9}
        className={mirrored ? 'rtl:-scale-x-100' : ''}
      />
    </button>
  );
}
