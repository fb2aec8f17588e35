import { type ComponentProps, type ReactNode, useId, useRef } from 'react';
import { classNames } from './class-names.ts';
import { useFirstFocus } from './use-first-focus.ts';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Stands after the label, such as “optional”. */
  readonly note?: string | undefined;
  /** A button inside the field's end. */
  readonly trailing?: ReactNode;
  /** Takes the focus when it appears. */
  readonly first?: boolean;
}

export const inputLook =
  'min-h-11 w-full rounded-md border bg-surface px-3 text-ink transition-colors focus-visible:-outline-offset-1 aria-invalid:border-danger';

interface NotesProps {
  readonly id: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
}

/** What stands below a field: how to fill it, and what is wrong with it. */
function Notes({ id, hint, error }: NotesProps) {
  return (
    <>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </>
  );
}

/** A labelled line of input with its hint and its error, tied together for screen readers. */
export function Field({
  label,
  hint,
  error,
  note,
  trailing,
  first = false,
  className,
  ...input
}: FieldProps) {
  const id = useId();
  const element = useRef<HTMLInputElement>(null);
  useFirstFocus(element, first);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classNames('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
        {note !== undefined && <span className="font-normal text-ink-faint"> {note}</span>}
      </label>
      <div className="relative">
        <input
          {...input}
          ref={element}
          id={id}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={described || undefined}
          className={classNames(inputLook, 'border-line-strong', trailing !== undefined && 'pe-12')}
        />
        {trailing !== undefined && (
          <div className="absolute inset-y-0 end-0.5 grid place-items-center">{trailing}</div>
        )}
      </div>
      <Notes id={id} hint={hint} error={error} />
    </div>
  );
}
